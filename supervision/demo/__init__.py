"""A demo home: the seed's totals to the last home, invented names, and planted cases. Everything is 演示数据."""
