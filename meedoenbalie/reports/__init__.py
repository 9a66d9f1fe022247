"""Makes PDF: pages for print. Knows neither the store nor the window."""
