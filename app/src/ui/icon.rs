//! Line icons. They always accompany text, so they are hidden from screen readers.

use leptos::prelude::*;

/// All icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Home,
    Plan,
    Calendar,
    Messages,
    More,
    Globe,
    Leave,
    Phone,
    Info,
    Check,
    Arrow,
    Add,
}

impl Icon {
    const fn svg_path(self) -> &'static str {
        match self {
            Self::Home => "M3.5 11 12 4l8.500 7M6 9.500V20h12V9.500M10 20v-5.500h4V20",
            Self::Plan => {
                "M6 3.500h8.500L18.500 7.500V20.500H6zM14 3.500V8h4.500M9 12h6.500M9 15.500h6.500"
            }
            Self::Calendar => "M4 5.500h16V20H4zM4 10h16M8.500 3.500v4M15.500 3.500v4",
            Self::More => "M6 12h.010M12 12h.010M18 12h.010",
            Self::Messages => "M4 5.500h16V17H10l-5 3.500V17H4z",
            Self::Globe => {
                "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 \
                    3.500c2.300 2.400 3.500 5.200 3.500 8.500s-1.200 6.100-3.500 \
                    8.500c-2.300-2.400-3.500-5.200-3.500-8.500s1.200-6.100 3.500-8.500z"
            }
            Self::Leave => "M13.500 4H5.500v16h8M10.500 12H20M16.500 8.250 20.250 12l-3.750 3.750",
            Self::Phone => {
                "M6.500 3.750h3l1.500 4.500-2 1.500a11 11 0 0 0 5.250 5.250l1.500-2 4.500 \
                    1.500v3a2.500 2.500 0 0 1-2.750 2.500C10 19.250 4.750 14 4 6.500a2.500 2.500 \
                    0 0 1 2.500-2.750z"
            }
            Self::Info => {
                "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5.250M12 7.750v.010"
            }
            Self::Check => "M5 12.500 10 17.500 19.500 7",
            Self::Arrow => "M9 5.500 15.500 12 9 18.500",
            Self::Add => "M12 4.500v15M4.500 12h15",
        }
    }

    /// True for icons with a direction, which are mirrored in right-to-left languages.
    const fn mirrors_in_rtl(self) -> bool {
        matches!(self, Self::Leave | Self::Arrow | Self::Messages)
    }

    pub fn view(self) -> AnyView {
        let class = if self.mirrors_in_rtl() {
            "icon mirrors-in-rtl"
        } else {
            "icon"
        };
        // `focusable`, because Internet Explorer and the first Edge put every SVG into the tab
        // order.
        view! {
            <svg class=class viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=self.svg_path()></path>
            </svg>
        }
        .into_any()
    }
}
