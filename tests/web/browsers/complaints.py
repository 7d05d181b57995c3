"""What a browser's pages have complained of, and what they asked of another machine."""


def assert_none(browser):
    """Nothing; the next test begins afresh either way."""
    errors, elsewhere = list(browser.errors), list(browser.elsewhere)
    browser.errors.clear()
    browser.elsewhere.clear()
    assert errors == [], errors
    assert elsewhere == [], elsewhere
