"""Who promised what (盯责任)."""

# A commitment names its assignment by table alone; whoever knows one table must know the other.
import supervision.responsibility.assignments  # noqa: F401 for its table
