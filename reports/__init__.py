"""What we write: official Word documents in the house style, and reading them back."""
