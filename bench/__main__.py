"""script/bench: how fast the portal is, as ratios measured in one run on one machine."""

from bench import groups, pages, pdf, plan, record


def main() -> None:
    for measurement in (groups, pages, pdf, plan, record):
        for line in measurement.lines():
            print(line, flush=True)


if __name__ == "__main__":
    main()
