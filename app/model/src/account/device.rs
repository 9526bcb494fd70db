//! A phone or computer in plain words, from the `User-Agent` header: the browser and the kind of
//! device, and no version or model, so that it says enough to recognize a device and little about
//! its owner.

use serde::{Deserialize, Serialize};

use crate::slug_enum::slug_enum;

slug_enum! {
    /// A browser by its name, which no language translates.
    #[derive(Serialize, Deserialize, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum BrowserFamily {
        Chrome = "chrome",
        Edge = "edge",
        Firefox = "firefox",
        Opera = "opera",
        Safari = "safari",
        SamsungInternet = "samsung_internet",
    }
}

impl BrowserFamily {
    /// The name that its maker uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chrome => "Chrome",
            Self::Edge => "Edge",
            Self::Firefox => "Firefox",
            Self::Opera => "Opera",
            Self::Safari => "Safari",
            Self::SamsungInternet => "Samsung Internet",
        }
    }
}

slug_enum! {
    /// A kind of phone or computer.
    #[derive(Serialize, Deserialize, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum DeviceKind {
        AndroidPhone = "android_phone",
        AndroidTablet = "android_tablet",
        Iphone = "iphone",
        Ipad = "ipad",
        WindowsComputer = "windows_computer",
        Mac = "mac",
        Chromebook = "chromebook",
        LinuxComputer = "linux_computer",
    }
}

/// What a request tells about the device that sent it. `None` for what is not recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientDevice {
    pub browser: Option<BrowserFamily>,
    pub device: Option<DeviceKind>,
}

/// Names in `User-Agent`, in order: browsers also name the browsers that they imitate, so the most
/// particular name comes first.
const BROWSER_NAMES: [(&str, BrowserFamily); 12] = [
    ("SamsungBrowser/", BrowserFamily::SamsungInternet),
    ("EdgA/", BrowserFamily::Edge),
    ("EdgiOS/", BrowserFamily::Edge),
    ("Edg/", BrowserFamily::Edge),
    ("OPR/", BrowserFamily::Opera),
    ("OPT/", BrowserFamily::Opera),
    ("FxiOS/", BrowserFamily::Firefox),
    ("Firefox/", BrowserFamily::Firefox),
    ("CriOS/", BrowserFamily::Chrome),
    ("Chrome/", BrowserFamily::Chrome),
    ("Chromium/", BrowserFamily::Chrome),
    ("Safari/", BrowserFamily::Safari),
];

impl ClientDevice {
    /// From the value of a `User-Agent` header, which any client can set to anything.
    pub fn from_user_agent(header: &str) -> Self {
        let browser = BROWSER_NAMES
            .iter()
            .find(|(name, _)| header.contains(name))
            .map(|(_, browser)| *browser);
        Self {
            browser,
            device: find_device(header),
        }
    }
}

fn find_device(header: &str) -> Option<DeviceKind> {
    let has = |name: &str| header.contains(name);
    // Android and ChromeOS before Linux, which both name too. Android tablets leave out `Mobile`.
    if has("iPhone") || has("iPod") {
        Some(DeviceKind::Iphone)
    } else if has("iPad") {
        Some(DeviceKind::Ipad)
    } else if has("Android") && has("Mobile") {
        Some(DeviceKind::AndroidPhone)
    } else if has("Android") {
        Some(DeviceKind::AndroidTablet)
    } else if has("CrOS") {
        Some(DeviceKind::Chromebook)
    } else if has("Windows") {
        Some(DeviceKind::WindowsComputer)
    } else if has("Macintosh") {
        Some(DeviceKind::Mac)
    } else if has("Linux") || has("X11") {
        Some(DeviceKind::LinuxComputer)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_recognized_by_the_browser_and_the_kind_that_it_names() {
        for (header, browser, device) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/126.0.0.0 Mobile Safari/537.36",
                BrowserFamily::Chrome,
                DeviceKind::AndroidPhone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) \
                    SamsungBrowser/25.0 Chrome/121.0.0.0 Safari/537.36",
                BrowserFamily::SamsungInternet,
                DeviceKind::AndroidTablet,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 \
                    (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                BrowserFamily::Safari,
                DeviceKind::Iphone,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                BrowserFamily::Edge,
                DeviceKind::WindowsComputer,
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/126.0.0.0 Safari/537.36",
                BrowserFamily::Chrome,
                DeviceKind::Chromebook,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
                BrowserFamily::Firefox,
                DeviceKind::LinuxComputer,
            ),
        ] {
            let found = ClientDevice::from_user_agent(header);
            assert_eq!(
                (found.browser, found.device),
                (Some(browser), Some(device)),
                "{header}"
            );
        }
        assert_eq!(
            ClientDevice::from_user_agent("<script>"),
            ClientDevice::default(),
            "what is not recognized is not repeated"
        );
    }
}
