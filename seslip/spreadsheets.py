"""What a table must not do to whoever opens it in a spreadsheet."""

# A spreadsheet takes what begins with one of these for a formula, whatever blanks stand before it.
FORMULA = ("=", "+", "-", "@")
BLANKS = ("\t", "\r", "\n")


def neutral(cell):
    """Words that would be taken for a formula, made words again; anything else as it is."""
    if isinstance(cell, str) and (cell.startswith(BLANKS) or cell.lstrip().startswith(FORMULA)):
        return "'" + cell
    return cell
