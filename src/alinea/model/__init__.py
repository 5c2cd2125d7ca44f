"""The values that cross the boundaries between the stages. No rules, no files, no clock."""
