"""Which offers fit a resident, why, and which change would help. A person decides, this advises.

Read in this order: ``criteria`` and ``weekfit`` judge one thing each, ``explain`` puts the
judgements of one offer together, ``score`` orders what fits, ``weekplan`` combines two offers in
one week. Nationality, religion, ethnicity, health and sex are no input anywhere.
"""
