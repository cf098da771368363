"""The lab: the newsroom's decisions on whole sets of articles, rows in and rows out, without a memory or a clock."""
