"""How evenly people are found, whoever they are: measured on marked documents, by group.

Plain Python. What it measures is the whole of masking as it is used, with a fresh vault for each
document and without the organisation's own lists: a figure says something about the models and
the rules, and can be compared with one from another council.
"""
