"""What people take away, as tables under headings: printed, as a page, in Word, in a workbook, for programs."""
