"""script/bench: how fast the portal is, as ratios measured in one run on one machine."""

from bench import pages


def main() -> None:
    for line in pages.lines():
        print(line, flush=True)


if __name__ == "__main__":
    main()
