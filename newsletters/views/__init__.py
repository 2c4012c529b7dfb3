"""What readers see of the weekly Update, one module a noun."""
