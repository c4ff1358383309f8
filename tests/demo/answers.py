"""What is planted in the demo, and what only looks like it: the rules must find exactly these."""

#: Transfers booked before, or without, a first registration, by county.
IR01 = {"140223": 3, "140322": 5, "140429": 2}
#: Compounds included after the list freeze with neither an approval nor a declaration.
PB06 = {"140322-0002", "140322-0003", "140322-0004"}
#: The same, but declared or approved: these must stay silent.
NOT_PB06 = {"140322-0005", "140322-0006"}
#: Counties whose last report the ledger, or its own arithmetic, does not bear out.
PR01 = {"140322@2022-06-30", "140429@2022-06-30", "140927@2022-06-30"}
