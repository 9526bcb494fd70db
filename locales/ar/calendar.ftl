### التقويم: مواعيد العائلة، وما يحسن معرفته قبل كل موعد.
calendar-title = المواعيد
# A link on the first page, to all dates.
calendar-open = عرض كل المواعيد
calendar-back = العودة إلى المواعيد
calendar-this-week = هذا الأسبوع
calendar-next-week = الأسبوع القادم
calendar-week-of = أسبوع { $day }
# $names is a list of people who are invited, too.
calendar-with = مع { $names }
calendar-later = عرض مواعيد لاحقة
calendar-earlier = عرض مواعيد سابقة
calendar-coming = عرض المواعيد القادمة
calendar-earlier-title = مواعيد سابقة
calendar-earlier-empty = لا توجد مواعيد سابقة.
calendar-month-open = عرض شهر كامل
calendar-month-title = مواعيد { $month } { $year }
calendar-month-before = الشهر السابق
calendar-month-after = الشهر التالي
calendar-month-empty = لا توجد مواعيد في هذا الشهر.
calendar-day-empty = لا توجد مواعيد في هذا اليوم.

# After a day, for screen readers.
calendar-day-count = { $count ->
    [zero] { $count } موعد
    [one] موعد واحد
    [two] موعدان
    [few] { $count } مواعيد
    [many] { $count } موعدًا
   *[other] { $count } موعد
}
calendar-day-more = { $count ->
    [zero] { $count } موعد آخر في هذا اليوم
    [one] موعد آخر في هذا اليوم
    [two] موعدان آخران في هذا اليوم
    [few] { $count } مواعيد أخرى في هذا اليوم
    [many] { $count } موعدًا آخر في هذا اليوم
   *[other] { $count } موعد آخر في هذا اليوم
}

# Above the columns of a month, as short as can be.
calendar-weekday-1 = ن
calendar-weekday-2 = ث
calendar-weekday-3 = ر
calendar-weekday-4 = خ
calendar-weekday-5 = ج
calendar-weekday-6 = س
calendar-weekday-7 = ح
calendar-print = طباعة الأسابيع الأربعة القادمة
calendar-print-title = مواعيد الأسابيع الأربعة القادمة
calendar-over = مضى هذا الموعد.

# The days by which the law wants a review or a hearing, one after the other.
calendar-clocks-title = مواعيد يحددها القانون
calendar-clocks-intro = يحدد القانون الموعد الأخير لمراجعة خطة الطفل من جديد في المحكمة أو الوكالة. على الوكالة أن تلتزم بهذه المواعيد.
calendar-clocks-empty = لا توجد مواعيد من هذا النوع لعرضها عليكم.
calendar-clock-permanency-review = مراجعة الخطة (مراجعة الاستقرار)
calendar-clock-permanency-hearing = جلسة حول الهدف الرئيسي (جلسة الاستقرار)
calendar-clock-efforts-hearing = جلسة مبكرة حول الهدف الرئيسي (جلسة الاستقرار)
calendar-clock-what-permanency-review = تنظر المحكمة أو لجنة في الخطة وفي ما قام به الجميع. يحدث هذا كل 6 أشهر على الأقل.
calendar-clock-what-permanency-hearing = يقرر القاضي أو القاضية الهدف الرئيسي: أين سيعيش الطفل بشكل دائم. يحدث هذا كل 12 شهرًا على الأقل.
calendar-clock-what-efforts-hearing = قررت المحكمة أن الوكالة يمكنها التوقف عن العمل على العودة إلى البيت. بعد ذلك تُعقد جلسة خلال 30 يومًا.
calendar-clock-due = آخر موعد لانعقادها
calendar-clock-planned = الموعد المخطط له
calendar-clock-not-planned = لا يوجد يوم محدد لها في تقويمكم بعد.
calendar-clock-planned-late = هذا بعد الموعد الذي يحدده القانون.
calendar-clock-missed = كان آخر موعد لها { $day }. ليس لدينا ما يدل على أنها عُقدت.
calendar-clock-ask = الوكالة والمحكمة مسؤولتان عن ذلك. يمكنكم أن تسألوا الأخصائي الاجتماعي أو الأخصائية الاجتماعية أو محاميكم متى ستُعقد.
calendar-clock-from = تُحسب ابتداءً من

# $law is where the rule is written, such as a section of a statute.
calendar-clock-law = القانون: { $law }
calendar-held-list = المراجعات والجلسات التي عُقدت
calendar-held-none = ليس لدينا سجل بعقد أي منها.
calendar-held-on = عُقدت في { $day }
calendar-held-by = سجّل ذلك { $name } في { $day }
calendar-held-imported = من سجلات الوكالة
calendar-held-withdrawn = تراجع عن ذلك { $name } في { $day }. لا يُحتسب.
calendar-held-corrected = صحّح ذلك { $name } في { $day }. لا يُحتسب.
calendar-held-note = تسجيل مراجعة أو جلسة عُقدت
calendar-held-correct = تصحيح
calendar-held-take-back = تراجع
calendar-held-intro = يُحسب الموعد التالي الذي يحدده القانون من هذا اليوم. وتراه العائلة أيضًا.
calendar-held-no-case = لا تذكر سجلات الوكالة متى أُخرج طفل من المنزل، لذلك لا يوجد يوم يُحسب منه.
calendar-held-kind = ما الذي عُقد؟
calendar-held-child = لأي طفل؟
calendar-held-all = جميع أطفال العائلة
calendar-held-day = في أي يوم عُقدت؟
calendar-held-save = حفظ
calendar-notice-held = تم الحفظ. يُحسب الموعد التالي من هذا اليوم.
calendar-notice-held-out = تم التراجع. لم يعد يُحتسب.
calendar-notice-held-back = أصبح يُحتسب من جديد.

# From what a date is counted; a day follows.
calendar-since-removal = الخروج من البيت
calendar-since-review-held = آخر مراجعة للخطة
calendar-since-hearing-held = آخر جلسة حول الهدف الرئيسي
calendar-since-efforts-not-required = قرار المحكمة
calendar-comments = ملاحظات مكتوبة
calendar-comments-until = يمكن تقديم ملاحظات مكتوبة حتى { $day }.
calendar-comments-over = كان آخر يوم للملاحظات المكتوبة { $day }.

# Tags beside the name of a day: a holiday of the agency, and a day that a family keeps.
calendar-holiday = عطلة
calendar-day-kept = يوم مهم
calendar-day-off-names = في هذا اليوم: { $names }
calendar-day-off-dates = هذه المواعيد تقع في أيام كهذه:
calendar-day-off-date = { $day } ({ $name })

# Beside a checkbox.
calendar-day-off-anyway = الإبقاء على هذا اليوم رغم ذلك
calendar-day-off-anyway-dates = الإبقاء على هذه المواعيد رغم ذلك
calendar-days-title = أيام مهمة لكم
calendar-days-intro = أخبرونا عن الأعياد والأيام الأخرى المهمة لكم. يراها الأخصائيون الاجتماعيون قبل التخطيط لشيء في ذلك اليوم. لا يراها إلا أنتم والأخصائيون الاجتماعيون لعائلتكم.
calendar-days-name = ما اسمها؟
calendar-days-last-hint = اتركوا هذا فارغًا إذا كان يومًا واحدًا.
calendar-days-add = إضافة هذا اليوم
calendar-days-remove = إزالة
calendar-notice-day-added = أُضيف. يستطيع الأخصائيون الاجتماعيون رؤيته.
calendar-notice-day-removed = أُزيل. لم يعد الأخصائيون الاجتماعيون يرونه.
calendar-where = المكان
calendar-video = بالفيديو
calendar-join = الدخول إلى الاجتماع بالفيديو
calendar-length = المدة
calendar-hours = { $hours ->
    [zero] { $hours } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}
calendar-minutes = { $minutes ->
    [zero] { $minutes } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}
calendar-people = المدعوون

# Where a date comes from.
calendar-source-court = من قائمة المحكمة بتاريخ { $day }
calendar-source-added = أضافه { $name }
calendar-source-agency = من سجلات الوكالة

# What a date from the court’s list is.
calendar-court-about = حددت المحكمة هذا الموعد. يستطيع الأخصائي الاجتماعي المسؤول عنكم أن يخبركم بالغرض منه.
calendar-topic-bring = ما ينبغي إحضاره
calendar-topic-way = كيفية الوصول
calendar-topic-court = القاضي أو المحكمة، والدائرة
calendar-topic-join = كيفية المشاركة: حضورًا أو بالهاتف أو بالفيديو
calendar-hearing-title = لجلسة محكمة
calendar-topic-after = ماذا يحدث بعد ذلك
# What a person says about coming; on buttons, and after “You said”.
calendar-answer-accept = سأحضر
calendar-answer-decline = لا أستطيع الحضور
calendar-answer-change = أحتاج إلى تغيير
calendar-answer-title = هل ستحضرون؟
calendar-said = قلتم: { $answer }
calendar-asked-again = أجبتم عن الوقت السابق. هل تستطيعون الحضور في الوقت الجديد؟
calendar-said-by = { $name }: { $answer }
calendar-said-earlier = هذا الجواب عن الوقت السابق.
calendar-change-answer = تغيير جوابي
calendar-change-words = ما الذي يناسبكم أكثر؟
calendar-change-hint = يمكنكم طلب يوم أو وقت آخر، أو توصيلة، أو المشاركة بالفيديو. لا يقرأ هذا إلا الأخصائي الاجتماعي المسؤول عنكم والمشرف عليه.
calendar-notice-accept = شكرًا لكم. يستطيع الأخصائي الاجتماعي المسؤول عنكم أن يرى أنكم ستحضرون.
calendar-notice-decline = شكرًا لكم. يستطيع الأخصائي الاجتماعي المسؤول عنكم أن يرى أنكم لا تستطيعون الحضور.
calendar-notice-change = شكرًا لكم. يستطيع الأخصائي الاجتماعي المسؤول عنكم أن يرى أنكم تحتاجون إلى تغيير، وما كتبتموه.
calendar-notice-withdrawn = أُزيل جوابكم.
calendar-answers = الأجوبة
calendar-settle = وضع علامة: تمت المعالجة
calendar-settled = وضع أحد الأخصائيين الاجتماعيين علامة بأن هذا تمت معالجته.
calendar-notice-settled = وُضعت علامة بأن هذا تمت معالجته. يستطيع صاحب الطلب أن يرى ذلك.
calendar-settled-moved = نُقل هذا الموعد إلى أحد هذه الأوقات.
calendar-settled-unavailable = لا يمكن تحديد وقت آخر. كتب الأخصائي الاجتماعي:

# A person proposes up to two other days and times.
calendar-propose = اقتراح يوم أو وقت آخر
calendar-propose-day = يوم يناسبكم
calendar-propose-time = الوقت في ذلك اليوم
calendar-propose-other-day = يوم آخر يناسبكم
calendar-propose-other-time = الوقت في اليوم الآخر
calendar-proposed = هذه الأوقات مناسبة:
calendar-move-to = النقل إلى { $when }
calendar-not-possible = لا يمكن تحديد وقت آخر
calendar-not-possible-words = لماذا لا يمكن تحديد وقت آخر؟
calendar-not-possible-hint = يستطيع صاحب الطلب قراءة هذا.
calendar-not-possible-send = إبلاغ صاحب الطلب
calendar-notice-not-possible = يستطيع صاحب الطلب أن يرى أنه لا يمكن تحديد وقت آخر، وما كتبتموه.

# Something else at the time of a date.
calendar-clash-own = لديكم شيء آخر في هذا الوقت
calendar-clash-busy = ذكرتم أنكم مشغولون: { $part }
calendar-clash-step = إحدى خطوات خطتكم في هذا الوقت.
calendar-clash-change = إن لم تستطيعوا الحضور، يمكنكم طلب وقت آخر في الأسفل.
calendar-clash-invited = ليس الجميع متفرغين في هذا الوقت
calendar-clash-busy-other = وقت غير متاح لدى: { $name }
calendar-clash-none = يبدو أن كل من اخترتموهم متفرغون في هذا الوقت.
calendar-check = معرفة من هو متفرغ
calendar-notice-clash = لدى هؤلاء الأشخاص شيء آخر في ذلك الوقت: { $names }

# What a person needs to come.
calendar-needs-interpreter = مترجم فوري
calendar-needs-ride = توصيلة
calendar-needs-child-care = رعاية الأطفال
calendar-needs-remote-link = رابط للمشاركة بالفيديو أو الهاتف
calendar-needs-food = طعام
calendar-needs-support-person = شخص مرافق للدعم
calendar-needs-accommodation = مساعدة بسبب إعاقة

# What came of it; on its own, and after the name of what is needed.
calendar-state-requested = قُدّم الطلب
calendar-state-confirmed = تم التأكيد
calendar-state-unavailable = لا يمكن ترتيبه
calendar-state-withdrawn = لم تعد هناك حاجة
calendar-need-title = ما أحتاج إليه للحضور
calendar-need-intro = توصيلة أو مترجم فوري أو رعاية الأطفال أو شيء آخر
calendar-need-line = { $need }: { $state }

# An interpreter and the language.
calendar-need-language = { $need } ({ $language })
calendar-need-readers = لا يرى ما تطلبونه إلا أنتم والأخصائيون الاجتماعيون لأسرتكم.
calendar-need-closed = مضى هذا الموعد أو أُلغي. لا يمكنكم طلب شيء هنا الآن.
calendar-need-asked = ما طلبتموه
calendar-need-answered = كتب الأخصائي الاجتماعي المسؤول عنكم:
calendar-need-withdraw = لا أحتاج إلى هذا
calendar-need-withdraw-later = لا أحتاج إلى هذا في المواعيد اللاحقة أيضًا
calendar-need-later = { $count ->
    [zero] تطلبون هذا أيضًا في { $count } موعد لاحق تابع له.
    [one] تطلبون هذا أيضًا في الموعد اللاحق التابع له.
    [two] تطلبون هذا أيضًا في الموعدين اللاحقين التابعين له.
    [few] تطلبون هذا أيضًا في { $count } مواعيد لاحقة تابعة له.
    [many] تطلبون هذا أيضًا في { $count } موعدًا لاحقًا تابعًا له.
   *[other] تطلبون هذا أيضًا في { $count } موعد لاحق تابع له.
}
calendar-need-more = إضافة تفاصيل أو تغييرها
calendar-need-words = ماذا ينبغي أن نعرف عن هذا؟
calendar-need-words-hint = يمكنكم ترك هذا فارغًا. لا يقرؤه إلا أنتم والأخصائيون الاجتماعيون لأسرتكم.
calendar-need-words-rights = اكتبوا ما يساعدكم، مثل حروف كبيرة أو غرفة بلا درج. لا يلزم أن تذكروا نوع الإعاقة. لا يقرأ هذا إلا أنتم والأخصائيون الاجتماعيون لأسرتكم.
calendar-need-save = حفظ التفاصيل
calendar-need-which-language = بأي لغة؟
calendar-need-same = طلب الشيء نفسه
calendar-need-last = في المرة الماضية طلبتم: { $needs }
calendar-need-ask = ماذا تحتاجون؟
calendar-need-tap = اضغطوا على ما تحتاجون إليه. يراه الأخصائي الاجتماعي المسؤول عنكم فورًا. ويمكنكم تغيير رأيكم.
calendar-need-everyone = ما يحتاج إليه المدعوون للحضور
calendar-need-confirm = وضع علامة: تم التأكيد
calendar-need-unavailable = لا يمكن ترتيب هذا
calendar-need-tell = إبلاغ صاحب الطلب
calendar-need-answer-words = لماذا لا يمكن ترتيبه، وما البديل الذي يمكنكم تقديمه؟
calendar-need-answer-hint = يستطيع صاحب الطلب قراءة هذا.
calendar-need-notice-asked = يستطيع الأخصائي الاجتماعي المسؤول عنكم أن يرى ما طلبتموه: { $label }
calendar-need-notice-withdrawn = لم تعودوا تطلبون: { $label }
calendar-need-notice-later = { $count ->
    [zero] ينطبق هذا أيضًا على { $count } موعد لاحق تابع له.
    [one] ينطبق هذا أيضًا على الموعد اللاحق التابع له.
    [two] ينطبق هذا أيضًا على الموعدين اللاحقين التابعين له.
    [few] ينطبق هذا أيضًا على { $count } مواعيد لاحقة تابعة له.
    [many] ينطبق هذا أيضًا على { $count } موعدًا لاحقًا تابعًا له.
   *[other] ينطبق هذا أيضًا على { $count } موعد لاحق تابع له.
}
calendar-need-notice-same = يستطيع الأخصائي الاجتماعي المسؤول عنكم أن يرى أنكم تطلبون الشيء نفسه كالمرة الماضية.
calendar-need-notice-confirmed = وُضعت علامة التأكيد. يستطيع صاحب الطلب أن يرى ذلك.
calendar-need-notice-unavailable = يستطيع صاحب الطلب أن يرى أنه لا يمكن ترتيب هذا، وما كتبتموه.
calendar-need-notice-undone = أُزيل جوابكم.
calendar-need-notice-stale = تغيّر ما طُلب. انظروا مرة أخرى قبل أن تجيبوا.
calendar-add = إضافة موعد
calendar-edit = تغيير أو إلغاء
calendar-back-event = العودة إلى هذا الموعد
calendar-save = حفظ هذا الموعد
calendar-told = يرى كل المدعوين هذا في صفحتهم الأولى.
calendar-kind-label = ما نوع هذا الموعد؟
calendar-day-label = اليوم
calendar-starts-label = متى يبدأ؟
calendar-ends-label = متى ينتهي؟
calendar-ends-hint = اتركوه فارغًا إن كنتم لا تعرفون.
calendar-last-label = اليوم الأخير
calendar-last-hint = فقط إذا كان ينتهي في يوم آخر.
# Beside a checkbox, for a time that comes twice on the night when clocks are set back.
calendar-first = أقصد الأول من هذين الوقتين، قبل تأخير الساعة
calendar-repeat-title = يحدث أكثر من مرة
calendar-repeat-label = كم مرة يتكرر؟
calendar-repeat-hint = لكل موعد الوقت نفسه من اليوم. «كل شهر» يعني اليوم نفسه من الأسبوع، مثل الثلاثاء الثاني. والشهر الذي ليس فيه مثل هذا اليوم يُترك.
calendar-repeat-never = مرة واحدة فقط
calendar-repeat-week = كل أسبوع
calendar-repeat-two-weeks = كل أسبوعين
calendar-repeat-month = كل شهر في هذا اليوم من الأسبوع
calendar-times-label = كم عدد المواعيد كلها؟
calendar-until-label = أو حتى أي يوم؟
calendar-later-change = { $count ->
    [zero] تغيير { $count } موعد لاحق تابع له أيضًا
    [one] تغيير الموعد اللاحق التابع له أيضًا
    [two] تغيير الموعدين اللاحقين التابعين له أيضًا
    [few] تغيير { $count } مواعيد لاحقة تابعة له أيضًا
    [many] تغيير { $count } موعدًا لاحقًا تابعًا له أيضًا
   *[other] تغيير { $count } موعد لاحق تابع له أيضًا
}
calendar-later-kept = { $count ->
    [zero] { $count } موعد لاحق تغيّر وحده، ويبقى كما هو.
    [one] موعد لاحق واحد تغيّر وحده، ويبقى كما هو.
    [two] موعدان لاحقان تغيّر كل منهما وحده، ويبقيان كما هما.
    [few] { $count } مواعيد لاحقة تغيّر كل منها وحده، وتبقى كما هي.
    [many] { $count } موعدًا لاحقًا تغيّر كل منها وحده، وتبقى كما هي.
   *[other] { $count } موعد لاحق تغيّر كل منها وحده، وتبقى كما هي.
}
calendar-later-cancel = { $count ->
    [zero] إلغاء { $count } موعد لاحق تابع له أيضًا
    [one] إلغاء الموعد اللاحق التابع له أيضًا
    [two] إلغاء الموعدين اللاحقين التابعين له أيضًا
    [few] إلغاء { $count } مواعيد لاحقة تابعة له أيضًا
    [many] إلغاء { $count } موعدًا لاحقًا تابعًا له أيضًا
   *[other] إلغاء { $count } موعد لاحق تابع له أيضًا
}
calendar-about-label = ما الغرض منه، وما الذي سيتقرر فيه؟
calendar-link-label = رابط للمشاركة عبر الفيديو
calendar-link-hint = يبدأ بـ { "\u2066https://\u2069" }
calendar-invite = من المدعوون؟
calendar-invite-hint = يرى هذا الموعد هؤلاء الأشخاص والأخصائيون الاجتماعيون للأسرة فقط.
calendar-hide = من لا ينبغي أن يعرف المكان؟
calendar-hide-hint = يرون هذا الموعد، لكن لا يرون المكان ولا المحكمة ولا كيفية الوصول.
calendar-cancel-title = إلغاء هذا الموعد
calendar-why = لماذا أُلغي؟ يمكنكم ترك هذا فارغًا. يستطيع كل المدعوين قراءته.
calendar-cancel = إلغاء هذا الموعد
calendar-cancelled = ملغى
calendar-is-cancelled = أُلغي هذا الموعد.
calendar-restore = إعادة الموعد
calendar-restore-first = أُلغي هذا الموعد. أعيدوه قبل أن تغيروه.
calendar-history = التغييرات في هذا الموعد
calendar-before = قبل ذلك: { $when }
# What was done to a date; a name and a day follow.
calendar-act-add = أُضيف
calendar-act-move = نُقل إلى وقت آخر
calendar-act-change = تغيّر
calendar-act-cancel = أُلغي
calendar-act-restore = أُعيد
calendar-notice-added = أُضيف الموعد. يستطيع كل المدعوين رؤيته.
calendar-notice-saved = تغيّر الموعد. يستطيع كل المدعوين رؤيته.
calendar-notice-cancelled = أُلغي الموعد. يستطيع كل من كان مدعوًا رؤية ذلك.
calendar-notice-restored = أُعيد الموعد. يستطيع كل المدعوين رؤية ذلك.
calendar-notice-series-added = أُضيفت المواعيد. يستطيع كل المدعوين رؤيتها.
calendar-notice-series-skipped = تُركت الأشهر التي ليس فيها مثل هذا اليوم.
calendar-notice-series-saved = تغيّر هذا الموعد والمواعيد اللاحقة. يستطيع كل المدعوين رؤية ذلك.
calendar-notice-series-count = { $count ->
    [zero] تغيّر { $count } موعد لاحق.
    [one] تغيّر موعد لاحق واحد.
    [two] تغيّر موعدان لاحقان.
    [few] تغيّرت { $count } مواعيد لاحقة.
    [many] تغيّر { $count } موعدًا لاحقًا.
   *[other] تغيّر { $count } موعد لاحق.
}
calendar-notice-series-kept = هذه المواعيد تغيّر كل منها وحده من قبل، وتبقى كما هي: { $days }
calendar-notice-series-cancelled = أُلغي هذا الموعد والمواعيد اللاحقة. يستطيع كل من كان مدعوًا رؤية ذلك.
calendar-notice-series-restored = أُعيد هذا الموعد والمواعيد اللاحقة. يستطيع كل المدعوين رؤية ذلك.
calendar-notice-series-undone = تم التراجع عن التغيير. عاد هذا الموعد والمواعيد اللاحقة كما كانت. يستطيع كل المدعوين رؤية ذلك.
calendar-words-first = ما يريد الناس قوله
calendar-words-write = كتابة ما أريد قوله
calendar-words-title = كلماتي لهذا الموعد
calendar-words-note = يقرأ الفريق كلماتكم أولًا، قبل أي شيء آخر. يمكنكم تغييرها حتى يبدأ هذا الموعد.
calendar-words-what = ما هذا؟
calendar-words-kind-say = ما أريد قوله
calendar-words-kind-agenda = موضوع للحديث عنه
calendar-words-kind-comment = ملاحظات مكتوبة
calendar-words-label = كلماتكم
calendar-words-hint = موضوع الحديث سطر قصير واحد. أضيفوا كل موضوع وحده.
calendar-words-save = حفظ كلماتي
calendar-words-own = ما كتبتموه
calendar-words-change = تغيير
calendar-words-remove = سحب
calendar-words-earlier = كلماتكم السابقة. لا يراها أحد غيركم.
calendar-words-typed = ما كتبتموه. لم يُحفظ.
calendar-words-closed = بدأ هذا الموعد أو أُلغي، لذلك تبقى الكلمات كما هي. ما زال بإمكانكم أن تقولوا المزيد في الاجتماع، أو أن تكتبوا إلى الأخصائي الاجتماعي المسؤول عنكم.

# Who can read one’s own words.
calendar-readers-author = أنا فقط. احفظوه كمسودة.
calendar-readers-workers = الأخصائيون الاجتماعيون المسؤولون عني والمشرف عليهم فقط
calendar-readers-event = كل من يستطيع رؤية هذا الموعد
calendar-readers-hint = من يُدعى لاحقًا لا يستطيع قراءته إلا بعد أن تحفظوه مرة أخرى.
calendar-notice-words = حُفظت كلماتكم.
calendar-notice-words-removed = سُحبت كلماتكم. لا يراها الآن أحد غيركم.
calendar-notice-words-back = عادت كلماتكم.
calendar-notice-words-kept = لم يمكن تغيير هذا. بدأ هذا الموعد، أو هناك كلمات أخرى في ذلك المكان.
calendar-notes-title = الملاحظات
calendar-notes-promised = الملاحظات موعودة حتى { $day }.
calendar-notes-late = كانت الملاحظات موعودة حتى { $day }. لقد تأخرت.
calendar-notes-write = كتابة الملاحظات
calendar-notes-by = كتبها: { $name } · { $day }
calendar-notes-there = الحاضرون: { $names }
calendar-notes-away = غير الحاضرين: { $names }
calendar-notes-decided = ما تقرر
calendar-notes-answer = جواب الفريق:
calendar-notes-attendance = من حضر؟
calendar-notes-result = ما حدث، بكلمات بسيطة
calendar-notes-result-hint = تقرأ الأسرة هذا. اكتبوه كما تقولونه لها.
calendar-notes-answers = أجوبة على ما جاء به الناس
calendar-notes-answer-to = بماذا أُجيب { $name }؟
calendar-notes-decisions = القرارات
calendar-notes-rule = يحتاج القرار إلى من حضر، وإلى رأي كل فرد من الأسرة فيه.
calendar-notes-decision = ماذا تقرر؟
calendar-notes-more = احفظوا مسودة لإضافة قرار آخر.
calendar-notes-readers = كل من يستطيع رؤية هذا الموعد يقرأ الملاحظات المنشورة. ولا يقرأ الجواب إلا من يستطيع قراءة الكلمات.
calendar-notes-publish = نشر الملاحظات
calendar-notes-keep = حفظ مسودة
calendar-notes-is-draft = هذه مسودة. لا يقرؤها إلا الأخصائيون الاجتماعيون.
calendar-notes-due-title = متى تكون الملاحظات جاهزة
calendar-notes-due = موعودة حتى
calendar-notes-due-hint = من دون يوم آخر، تكون بعد 7 أيام من الموعد. هذه قاعدة هذه البوابة.
calendar-notes-due-save = حفظ هذا اليوم
calendar-notice-notes = نُشرت الملاحظات. يستطيع كل من يرى هذا الموعد قراءتها.
calendar-notice-draft = حُفظت المسودة. لا يقرؤها إلا الأخصائيون الاجتماعيون.
calendar-notice-due = حُفظ اليوم. يراه كل من يستطيع رؤية هذا الموعد.

# What a family member thinks of a decision; after a name, and as a choice.
calendar-position-is-agree = موافقة
calendar-position-is-disagree = عدم موافقة
calendar-position-is-not-there = لم يحضر الاجتماع
calendar-position-noted = { $name }: { $position }
calendar-position-own = كلام { $name }: { $position }
calendar-position-of = ما رأي { $name } في هذا؟
calendar-position-why = لماذا؟ بكلمات { $name }، أو كما قيل لكم
calendar-position-correct = ليس هذا ما قلته
calendar-position-add = إضافة ما قلته
calendar-position-mine = ما رأيكم في هذا القرار؟
calendar-position-said = كلماتكم
calendar-position-hint = تظهر بجانب الملاحظات. يستطيع كل من يرى هذا الموعد قراءتها.
calendar-position-save = حفظ ما قلته
calendar-notice-position = كلماتكم الآن بجانب الملاحظات.
# The title in the calendar of a phone, which others may see.
calendar-neutral = موعد
calendar-take-title = إضافته إلى تقويمكم
calendar-take-neutral = تحصلون على ملف لتقويم هاتفكم. فيه الوقت وكلمة «موعد» فقط.
calendar-take = تنزيل الملف
calendar-take-more = إضافة المكان والموضوع
calendar-take-seen = كل من ينظر إلى تقويم هاتفكم يستطيع قراءة ذلك.
calendar-take-details = تنزيل الملف مع المكان
calendar-feed-title = مواعيدكم على هاتفكم
calendar-feed-body = عنوان خاص يُبقي تقويم هاتفكم محدَّثًا. فيه الأوقات وكلمة «موعد» فقط، إلا إذا اخترتم غير ذلك.
calendar-feed-secret = كل من لديه هذا العنوان يستطيع أن يرى متى لديكم مواعيد. احتفظوا به لأنفسكم.
calendar-feed-create = إنشاء عنوان خاص
calendar-feed-new = هذا عنوانكم. نعرضه مرة واحدة فقط.
calendar-feed-open = فتحه في تقويمي
calendar-feed-on = لديكم عنوان خاص. يمكنكم إيقافه أو إنشاء عنوان جديد. عندها يتوقف القديم فورًا.
calendar-feed-revoke = إيقافه
calendar-feed-again = إنشاء عنوان جديد
calendar-feed-content = ماذا يقول عنوانكم الخاص؟
calendar-feed-content-neutral = الأوقات وكلمة «موعد» فقط
calendar-feed-content-titles = الأوقات ونوع الموعد
calendar-feed-content-places = الأوقات ونوع الموعد ومكانه
calendar-feed-content-save = حفظ
calendar-notice-feed-content = تم الحفظ. يعرضه تقويم هاتفكم في المرة القادمة التي يُحدَّث فيها.
calendar-notice-feed-off = أُوقف عنوانكم الخاص.

# Family time: its plan, and what came of the visits.
calendar-time-title = وقت عائلي
calendar-time-empty = لا يوجد وقت عائلي مخطط له هنا بعد.

# Who spends time with whom.
calendar-time-with = { $parent } مع { $children }
calendar-time-siblings = { $children } معًا
calendar-time-next = الزيارة القادمة: { $when }
calendar-time-none = لا توجد زيارة مخطط لها بعد.
calendar-time-owed = { $count ->
    [zero] لا يجب تعويض أي زيارة.
    [one] ما زال يجب تعويض زيارة واحدة.
    [two] ما زال يجب تعويض زيارتين.
    [few] ما زال يجب تعويض { $count } زيارات.
    [many] ما زال يجب تعويض { $count } زيارة.
   *[other] ما زال يجب تعويض { $count } زيارة.
}
calendar-time-owed-none = لا يجب تعويض أي زيارة.
calendar-time-owed-for = { $days ->
    [zero] يجب تعويضها
    [one] يجب تعويضها منذ يوم
    [two] يجب تعويضها منذ يومين
    [few] يجب تعويضها منذ { $days } أيام
    [many] يجب تعويضها منذ { $days } يومًا
   *[other] يجب تعويضها منذ { $days } يوم
}
calendar-time-plan = كيف يجري ذلك
calendar-time-often = كم مرة وكم من الوقت
calendar-time-level = من يجب أن يكون حاضرًا
calendar-time-supervisor = من يشرف
calendar-time-supervisor-hint = يتكلم هذا الشخص لغة الأم أو الأب، أو يحضر أيضًا مترجم أو مترجمة بعمر 18 سنة أو أكثر.
calendar-time-transport = كيف يصل الأطفال
calendar-time-confirm = متى تقولون إنكم ستحضرون
calendar-time-confirm-rule = { $days ->
    [zero] قبل { $time } في اليوم نفسه
    [one] قبل { $time }، بيوم واحد مسبقًا
    [two] قبل { $time }، بيومين مسبقًا
    [few] قبل { $time }، بـ { $days } أيام مسبقًا
    [many] قبل { $time }، بـ { $days } يومًا مسبقًا
   *[other] قبل { $time }، بـ { $days } يوم مسبقًا
}
calendar-time-step = ما الذي يجب أن يتحقق للخطوة التالية
calendar-time-visits = الزيارات
calendar-time-month = { $month } { $year }
calendar-time-ended = انتهى هذا الوقت العائلي.

# For a worker, about who supervises and the parent.
calendar-time-language = لا يتكلم { $name } أي لغة من لغات { $parent }. اطلبوا حضور مترجم أو مترجمة بعمر 18 سنة أو أكثر، أو اختاروا شخصًا آخر.
calendar-time-print = طباعة للمحكمة
calendar-time-back = العودة إلى الوقت العائلي
calendar-time-add = إضافة وقت عائلي
calendar-time-edit = تغيير هذا الوقت العائلي
calendar-time-save = حفظ الوقت العائلي
calendar-time-parent = من يقضي الوقت مع الأطفال؟
calendar-time-siblings-only = الأطفال معًا
calendar-time-children = أي أطفال؟
calendar-time-nobody = لا أحد
calendar-time-confirm-when = متى تقول الأم أو يقول الأب إنه سيحضر؟
calendar-time-confirm-never = لا حاجة إلى ذلك
calendar-time-days-before = { $days ->
    [zero] في اليوم نفسه
    [one] قبل يوم واحد
    [two] قبل يومين
    [few] قبل { $days } أيام
    [many] قبل { $days } يومًا
   *[other] قبل { $days } يوم
}
calendar-time-confirm-at = قبل أي ساعة؟
calendar-time-people = من يرى هذا الوقت العائلي؟
calendar-time-people-hint = لا يراه مع زياراته إلا هؤلاء الأشخاص والأم أو الأب والأخصائيون الاجتماعيون للعائلة.
calendar-time-hide-hint = يرون الزيارات، لكن لا يرون المكان.
calendar-time-history = التغييرات في هذا الوقت العائلي

# How family time is supervised.
calendar-level-supervised-center = شخص حاضر طوال الوقت، في مركز
calendar-level-supervised-community = شخص حاضر طوال الوقت، في البيت أو خارجه
calendar-level-monitored = شخص يمر من وقت إلى آخر
calendar-level-unsupervised = لا حاجة إلى حضور شخص آخر
calendar-level-overnight = يبيت الأطفال ليلًا
calendar-level-trial-home = يعيش الأطفال في البيت للتجربة
calendar-confirm-by = يرجى القول إنكم ستحضرون، في موعد أقصاه: { $when }
calendar-visit-title = ماذا جرى في هذه الزيارة
calendar-visit-coming = مخطط لها
calendar-visit-unrecorded = لم يُكتب شيء بعد
calendar-visit-held = تمت
calendar-visit-held-for = تمت واستغرقت { $length }
calendar-visit-unconfirmed = لم تتم، لأن أحدًا لم يقل إن الأم أو الأب سيحضر
calendar-visit-cancelled-by = أُلغيت: { $who }

# Who canceled a visit, or what was in the way.
calendar-canceller-agency = الوكالة
calendar-canceller-caregiver = مقدم أو مقدمة الرعاية
calendar-canceller-provider = الجهة المقدمة للخدمة
calendar-canceller-parent = الأم أو الأب
calendar-canceller-child = الطفل أو الطفلة
calendar-canceller-weather = الطقس
calendar-canceller-other = سبب آخر
calendar-visit-confirmed = قالت الأم أو قال الأب إنه سيحضر.
calendar-visit-not-confirmed = لم تقل الأم أو لم يقل الأب بعد إنه سيحضر.
calendar-visit-makes-up = تعويض عن زيارة بتاريخ: { $day }
calendar-visit-owed = يجب تعويض هذه الزيارة.
calendar-visit-still-owed = ما زال يجب تعويض الزيارة التي خُطط لهذه من أجلها.
calendar-visit-not-owed = لا يجب تعويض هذه الزيارة. لكن يمكنكم أن تطلبوا وقتًا آخر من الأخصائي الاجتماعي أو الأخصائية الاجتماعية.
calendar-visit-made-up = تمت زيارة التعويض في يوم: { $day }
calendar-visit-outcome = ماذا جرى؟
calendar-outcome-held = تمت
calendar-outcome-held-shorter = تمت، لكنها كانت أقصر
calendar-outcome-cancelled = أُلغيت
calendar-outcome-unconfirmed = لم تقل الأم أو لم يقل الأب إنه سيحضر
calendar-visit-minutes = كم دقيقة استغرقت؟
calendar-visit-minutes-hint = فقط إن كانت أقصر.
calendar-visit-by = من ألغاها؟
calendar-visit-by-hint = فقط إن أُلغيت. الزيارة التي تلغيها الوكالة أو مقدم الرعاية أو الجهة المقدمة للخدمة يجب تعويضها.
calendar-visit-why = لماذا؟ اكتبوا ذلك إن أُلغيت أو كانت أقصر. يستطيع كل المدعوين قراءته.
calendar-visit-save = حفظ ما جرى
calendar-visit-cancel = إلغاء هذه الزيارة
calendar-visit-cancel-hint = يجب عندها تعويض هذه الزيارة. يرى كل المدعوين أنكم ألغيتموها.
calendar-visit-cancel-why = لماذا؟ يستطيع كل المدعوين قراءته.
calendar-visit-add = إضافة زيارة
calendar-visit-add-hint = المكان ومن يستطيع رؤيتها كما في هذا الوقت العائلي.
calendar-visit-about = وقت عائلي مع { $names }
calendar-visit-about-label = ماذا ينبغي أن يعرف الناس عن هذه الزيارة؟
calendar-visit-makes-up-label = هل هي تعويض عن زيارة ملغاة؟
calendar-visit-makes-up-none = لا
calendar-visit-link-title = هل هو في التقويم من قبل؟
calendar-visit-link-which = أي موعد هو؟
calendar-visit-link-hint = يبقى مكان الموعد والمدعوون إليه كما هم.
calendar-visit-link = اجعلوه زيارة من هذا الوقت العائلي
calendar-notice-time-saved = حُفظ الوقت العائلي. يستطيع الأشخاص الذين اخترتموهم رؤيته.
calendar-notice-visit-added = أُضيفت الزيارة. يراها كل من يرى هذا الوقت العائلي.
calendar-notice-visit-linked = صار هذا الموعد زيارة من هذا الوقت العائلي. يستطيع من يرى الاثنين رؤية ذلك.
calendar-notice-visit-off = لم يعد هذا الموعد زيارة من هذا الوقت العائلي.
calendar-notice-visit-kept = يبقى هذا الموعد زيارة، لأن شيئًا كُتب عنه أو لأنه تابع لزيارة أخرى.
calendar-notice-recorded = حُفظ ما جرى في هذه الزيارة.
calendar-notice-visit-cancelled = أُلغيت الزيارة. يستطيع كل من كان مدعوًا رؤية ذلك.

# The numbers of visits, for court.
calendar-balance-title = الزيارات بالأرقام
calendar-balance-planned = الزيارات المخطط لها
calendar-balance-held = الزيارات التي تمت
calendar-balance-open = زيارات قادمة أو لم يُكتب عنها بعد
calendar-balance-cancelled = زيارات أُلغيت أو لم تتم
calendar-balance-time-planned = الوقت المخطط له
calendar-balance-time-held = الوقت الذي قضوه معًا
calendar-balance-to-make-up = زيارات كان يجب تعويضها
calendar-balance-made-up = زيارات عُوضت
calendar-balance-owed = زيارات ما زال يجب تعويضها
