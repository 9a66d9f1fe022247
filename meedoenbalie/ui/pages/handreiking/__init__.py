"""The handreiking: write down lessons, see what each phase lacks, make the PDF (09)."""
