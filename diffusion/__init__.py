"""What the web expects of a site: what pages say to machines, cards for shared links, sitemap, feeds, open data, manifest."""
