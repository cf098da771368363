"""Grouping: which reports tell one happening. A wrong merge is worse than a missed one.

Pure and online: every article is decided once, as it comes, and touched stories get a second chance to join.

``terms`` says what an article is found by, ``index`` finds the open stories that share it, ``likeness`` compares
(across languages over the ``bridge``), ``clash`` keeps apart what numbers, names and acts tell apart, ``match`` weighs
it all up, ``place`` decides, ``merge`` gives stories a second chance to join::

    index = StoryIndex(open_stories, lexicon)
    placement = place(article, index_terms(reading, lexicon), index, now)
    index.put(placement.story)
    unions = second_chance(index, {placement.story.id}, now)
"""
