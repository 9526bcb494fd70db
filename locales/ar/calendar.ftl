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

# Beside a checkbox.
calendar-day-off-anyway = الإبقاء على هذا اليوم رغم ذلك
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
calendar-link-hint = يبدأ بـ https://
calendar-invite = من المدعوون؟
calendar-invite-hint = يرى هذا الموعد هؤلاء الأشخاص والأخصائيون الاجتماعيون للأسرة فقط.
calendar-hide = من لا ينبغي أن يعرف المكان؟
calendar-hide-hint = يرون هذا الموعد، لكن لا يرون المكان ولا كيفية الوصول إليه.
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
calendar-notice-series-cancelled = أُلغي هذا الموعد والمواعيد اللاحقة. يستطيع كل من كان مدعوًا رؤية ذلك.
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
