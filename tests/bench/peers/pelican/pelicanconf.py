"""One language, a page for each tag, one feed, every cache on."""

SITENAME = "文库"
SITEURL = "https://example.org"
PATH = "content"
ARTICLE_PATHS = ["articles"]
THEME = "theme"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
DIRECT_TEMPLATES = ["index", "tags"]
DEFAULT_PAGINATION = 50
SLUGIFY_USE_UNICODE = True  # a page for 张伟 and one for 章伟
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
SLUGIFY_SOURCE = "basename"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ATOM = "feeds/all.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
