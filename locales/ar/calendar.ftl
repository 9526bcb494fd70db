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
calendar-over = مضى هذا الموعد.
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
calendar-topic-bring = ما ينبغي إحضاره
calendar-topic-way = كيفية الوصول
calendar-topic-after = ماذا يحدث بعد ذلك
# What a person says about coming; on buttons, and after “You said”.
calendar-answer-accept = سأحضر
calendar-answer-decline = لا أستطيع الحضور
calendar-answer-change = أحتاج إلى تغيير
calendar-answer-title = هل ستحضرون؟
calendar-said = قلتم: { $answer }
calendar-said-by = { $name }: { $answer }
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
# The title in the calendar of a phone, which others may see.
calendar-neutral = موعد
calendar-take-title = إضافته إلى تقويمكم
calendar-take-neutral = تحصلون على ملف لتقويم هاتفكم. فيه الوقت وكلمة «موعد» فقط.
calendar-take = تنزيل الملف
calendar-take-more = إضافة المكان والموضوع
calendar-take-seen = كل من ينظر إلى تقويم هاتفكم يستطيع قراءة ذلك.
calendar-take-details = تنزيل الملف مع المكان
calendar-feed-title = مواعيدكم على هاتفكم
calendar-feed-body = عنوان خاص يُبقي تقويم هاتفكم محدَّثًا. فيه الأوقات وكلمة «موعد» فقط.
calendar-feed-secret = كل من لديه هذا العنوان يستطيع أن يرى متى لديكم مواعيد. احتفظوا به لأنفسكم.
calendar-feed-create = إنشاء عنوان خاص
calendar-feed-new = هذا عنوانكم. نعرضه مرة واحدة فقط.
calendar-feed-open = فتحه في تقويمي
calendar-feed-on = لديكم عنوان خاص. يمكنكم إيقافه أو إنشاء عنوان جديد. عندها يتوقف القديم فورًا.
calendar-feed-revoke = إيقافه
calendar-feed-again = إنشاء عنوان جديد
calendar-notice-feed-off = أُوقف عنوانكم الخاص.
