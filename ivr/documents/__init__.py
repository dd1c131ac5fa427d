"""What the gateway hands out on paper or as a picture: certificates as signed PDF, figures as SVG and CSV.

May not enter: what may be said and to whom (that is decided in ``flows`` and ``domain``), SQL, HTTP.
"""
