"""The languages of families' pages: catalogues, who signed them, and which one a page is shown in."""
