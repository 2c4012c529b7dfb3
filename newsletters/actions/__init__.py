"""What is done to an Update, one module a noun. Everything that writes goes through these verbs."""
