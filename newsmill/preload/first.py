"""Before all code of the steps: no worker needs pandas, which pyarrow would import at once."""

from newsmill.without_pandas import keep_pandas_out

keep_pandas_out()
