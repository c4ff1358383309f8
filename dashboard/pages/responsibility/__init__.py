"""Who promised what (盯责任)."""
