"""Before all code of the steps."""

from newsmill.thrift import spare_memory

spare_memory()
