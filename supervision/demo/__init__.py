"""A demo home: the seed's totals to the last home, invented names, planted cases; all of it 演示数据."""
