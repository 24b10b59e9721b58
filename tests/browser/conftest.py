"""What the browser tests share."""

from tests.browser.demo_service import demo_service as demo_service
