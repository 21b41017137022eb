"""XLSForm: the workbook in which other survey tools keep a form, taken in and given out."""
