### خطتنا.
plan-title = خطتنا
plan-title-youth = خطتي
plan-title-team = خطة العائلة
plan-version = النسخة { $version } · منذ { $day }
plan-empty = لا توجد خطة بعد. عندما يضعها فريقكم معكم، ستظهر هنا.
plan-empty-team = لا توجد خطة بعد. عندما يضعها الفريق مع العائلة، ستظهر هنا.
plan-ours = بكلماتنا
plan-ours-team = بكلمات العائلة
plan-ours-empty = ستظهر هنا كلماتكم أنتم، في أعلى الخطة.
plan-ours-empty-team = ستظهر هنا كلمات العائلة، في أعلى الخطة.
plan-author = { $name }
plan-author-entered = { $name } · أدخلته الوكالة
plan-strengths = نقاط قوتنا
plan-strengths-team = نقاط قوة العائلة
plan-heading = ما نعمل من أجله
plan-goal = الهدف الرئيسي
plan-since = منذ
plan-why = لماذا
plan-concurrent = الهدف البديل
plan-permanency-return-home = عودة الأطفال إلى البيت
plan-permanency-adoption = التبني
plan-permanency-guardianship = العيش مع وصي أو وصية
plan-permanency-relative = بيت دائم مع أحد الأقارب
plan-permanency-other-planned = بيت دائم آخر، مع شخص بالغ يبقى قريبًا
plan-family-goals = أهدافنا نحن
plan-family-goals-team = أهداف العائلة
plan-agency-goals = أهداف الفريق
plan-how-we-know = كيف سنعرف:
plan-by = آخر موعد: { $day }
plan-agency = الوكالة
plan-you = أنتم
plan-late = متأخر
plan-state-done = تم
plan-state-not-yet = ليس بعد
plan-state-need-help = يحتاج مساعدة
plan-state-cannot = لا يمكن عمله
plan-needs = ما نحتاج إليه
plan-needs-team = ما تحتاج إليه العائلة
plan-worries = مخاوف بشأن السلامة
plan-worries-inside = هذا الجزء عن مخاوف بشأن السلامة. قد تصعب قراءته. يمكنكم قراءته لاحقًا أو مع شخص تثقون به.
plan-changes = ما يجب أن يتحقق لإغلاق القضية
plan-back = العودة إلى الخطة
plan-goals = الأهداف والخطوات
plan-next = خطواتكم القادمة
plan-done-count = { $count ->
    [zero] لا خطوات تمت
    [one] عرض خطوة واحدة تمت
    [two] عرض خطوتين تمتا
    [few] عرض { $count } خطوات تمت
    [many] عرض { $count } خطوة تمت
   *[other] عرض { $count } خطوة تمت
}
plan-think = ما رأيكم؟
plan-think-of = ما رأيكم؟ { $section }
plan-talk = ما قيل
plan-talk-count = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $count } تعليقات
    [many] { $count } تعليقًا
   *[other] { $count } تعليق
}
plan-talk-waits = { $count ->
    [zero] لا تعليقات
    [one] تعليق واحد بانتظار الرد
    [two] تعليقان، بعضهما بانتظار الرد
    [few] { $count } تعليقات، بعضها بانتظار الرد
    [many] { $count } تعليقًا، بعضها بانتظار الرد
   *[other] { $count } تعليق، بعضها بانتظار الرد
}
plan-say = شاركونا رأيكم
plan-words = بكلماتكم أنتم
plan-send = إرسال إلى الفريق
plan-who = من يمكنه قراءة هذا؟
plan-who-own = الأخصائي الاجتماعي المسؤول عني والمشرف عليه فقط
plan-who-wide = كل من يرى هذا الجزء من الخطة
plan-who-plan = كل من يرى الخطة
plan-who-when = { $name } · { $day }
plan-kind-comment = أريد أن أقول شيئًا
plan-kind-agree = أوافق
plan-kind-disagree = لا أوافق
plan-kind-change = أريد تغييرًا
plan-kind-not-helping = هذا لا يفيد
plan-kind-done = تم
plan-kind-not-yet = ليس بعد
plan-kind-need-help = أحتاج مساعدة
plan-kind-cannot = لا أستطيع هذا
plan-kind-propose-goal = أقترح هدفًا
plan-kind-propose-step = أقترح خطوة
plan-kind-propose-service = أقترح مساعدة أو خدمة
plan-outcome-accepted = نعم، سنضيفه إلى الخطة
plan-outcome-changed = سنغيّره
plan-outcome-stopped = سنوقفه
plan-outcome-kept = سنبقيه كما هو
plan-outcome-not-now = ليس الآن
plan-answer = الرد
plan-answer-what = ما رد الفريق؟
plan-answer-words = اكتبوا السبب بكلمات بسيطة. اذكروا السبب دائمًا عندما يكون الرد لا.
plan-answer-send = إرسال الرد
plan-answer-by = سيرد الفريق في موعد أقصاه { $day }.
plan-answer-late = كان على الفريق أن يرد في موعد أقصاه { $day }. لقد تأخر الرد.
plan-review-by = سيراجع الفريق هذا في موعد أقصاه { $day }.
plan-replies = التعليقات والردود
plan-replies-waiting = بانتظار رد الفريق
plan-replies-rest = كل ما سوى ذلك
plan-replies-empty = ستظهر هنا التعليقات على الخطة مع ردود الفريق.
plan-translations = ترجمات مطلوبة
plan-translations-empty = لا أحد ينتظر ترجمة.
plan-translations-done = حُفظت الترجمة. سنخبر صاحب الطلب أو صاحبته.
plan-translation-title = كتابة هذا باللغة { $language }
plan-translation-into = { $language } · تاريخ الطلب: { $asked } · آخر موعد: { $due }
plan-translation-claimed = قيد الترجمة
plan-translation-claimed-hint = تجري ترجمة هذا النص الآن. يمكنكم كتابته إذا كان لا يحتمل الانتظار.
plan-translation-rules = ترجموا النص كله. لا تضيفوا شيئًا ولا تحذفوا شيئًا. اكتبوا فقط بلغة تعرفونها جيدًا. وإن لم تكونوا تعرفونها، فاتركوا النص لأهل الترجمة.
plan-translation-label = ترجمتكم باللغة { $language }
plan-translation-save = حفظ الترجمة
plan-translation-where = عرض مكان هذه الكلمات
plan-translation-there = لهذا النص ترجمة الآن.
plan-translation-typed = ما كتبتموه
plan-propose = اقتراح شيء
plan-propose-what = ماذا تقترحون؟
plan-propose-words = ما الذي يساعد؟ بكلماتكم أنتم
plan-propose-next = يرد عليكم الأخصائي الاجتماعي خلال 7 أيام: نعم، أو لماذا ليس الآن. نحتفظ بكل ما تقترحونه.
plan-how-goes = كيف يسير الأمر؟
plan-how-stands = كيف يسير الأمر
plan-step-why = أخبرونا بالسبب، إن شئتم
plan-one-strength = نقطة قوة
plan-one-need = شيء نحتاج إليه
plan-one-need-team = شيء تحتاج إليه العائلة
plan-one-worry = أمر مقلق بشأن السلامة
plan-one-change = أمر يجب أن يتحقق لإغلاق القضية
plan-one-family-goal = هدف من أهدافنا
plan-one-family-goal-team = هدف من أهداف العائلة
plan-one-goal = هدف من أهداف الفريق
plan-one-step = خطوة
plan-agency-who = الوكالة: { $name }
plan-who-does = المسؤول عن التنفيذ
plan-when = آخر موعد
plan-seen-by = من يمكنه رؤية هذا
plan-seen-now = من يمكنه رؤية هذا الآن
plan-edit = تعديل الخطة
plan-edit-note = هذه مسودتكم. تراها العائلة بعد أن تنشروها. كلمات العائلة لا يغيّرها غيرها.
plan-edit-unpublished = لم يُنشر بعد: { $parts }
plan-publish-count = { $count ->
    [zero] لا شيء للنشر بعد
    [one] نشر تغيير واحد
    [two] نشر تغييرين
    [few] نشر { $count } تغييرات
    [many] نشر { $count } تغييرًا
   *[other] نشر { $count } تغيير
}
plan-not-published = غير منشور
plan-add-strength = إضافة نقطة قوة
plan-add-need = إضافة حاجة
plan-add-worry = إضافة أمر مقلق
plan-add-change = إضافة ما يجب أن يتحقق لإغلاق القضية
plan-add-goal = إضافة هدف
plan-add-step = إضافة خطوة
plan-steps-without-goal = خطوات بلا هدف بعد
plan-line-words = بكلمات بسيطة ولطيفة
plan-line-benchmark = كيف سيعرف الجميع أنه تحقق؟
plan-line-why = ما سبب هذا التغيير؟ ستقرأ العائلة جوابكم.
plan-agency-owes = الوكالة
plan-save-draft = حفظ المسودة
plan-take-out = إزالة
plan-put-back = استعادة
plan-taken-out = أُزيل هذا من مسودتكم. تظل العائلة تراه حتى تنشروا.
plan-their-words = هذه كلمات العائلة. لا يغيّرها غيرها.
plan-earlier = النسخ السابقة
plan-own = إضافة كلماتنا
plan-own-words = ماذا يجب أن يعرف الجميع عن عائلتكم؟
plan-own-note = تظهر كلماتكم في أعلى الخطة فورًا. لا أحد غيركم يغيّرها.
plan-own-change = تغيير كلماتي
plan-save-own = حفظ كلماتي
plan-who-partner = الأخصائي الاجتماعي والمشرف عليه وداعم الأهالي الذي معي فقط
plan-versions = ما تغيّر ولماذا
plan-version-by = النسخة { $version } · { $day }
plan-published-by = النشر: { $name }
plan-version-before = النسخة السابقة
plan-version-after = النسخة التالية
plan-first-version = هذه أول نسخة محفوظة هنا.
plan-no-changes = لم يتغير شيء في الأجزاء التي ترونها.
plan-what-changed = ما تغيّر
plan-what-changes = ما سيتغيّر
plan-change-added = جديد
plan-change-gone = أُزيل
plan-change-changed = تغيّر
plan-before = قبل
plan-after = بعد
plan-publish-title = نشر الخطة
plan-publish = نشر النسخة { $version }
plan-publish-why = ما سبب النسخة الجديدة؟ ستقرأ العائلة هذا أولًا.
plan-asked = هل تحدثتم مع العائلة؟
plan-asked-hint = ضعوا علامة على جزء فقط إن تحدثتم عنه مع العائلة. يمكنها أن ترى أنكم وضعتم العلامة.
plan-we-asked = تحدثنا عن «{ $section }»
plan-missing = ما ينقص
plan-missing-strengths = نقطة قوة. تبدأ كل خطة بما يسير جيدًا.
plan-missing-own-words = كلمات العائلة. اطلبوا منها أن تكتب.
plan-missing-change = لم يتغير شيء منذ النسخة الأخيرة.
plan-missing-asked = لم تتحدثوا مع العائلة عن «{ $section }» منذ أن تغيّر.
plan-more-steps = خطوات أخرى
plan-print = طباعة هذه النسخة
plan-print-how = لطباعة هذا أو حفظه كملف، استخدموا قائمة المتصفح.
plan-orders = ما أمرت به المحكمة
plan-one-order = أمر من المحكمة
plan-order-steps = خطوات لهذا:
plan-order-no-step = لا خطوة لهذا بعد. الوكالة ترى ذلك.
plan-orders-unmet = { $count ->
    [zero] لكل الأوامر خطوات.
    [one] أمر واحد بلا خطوة بعد.
    [two] أمران بلا خطوة بعد.
    [few] { $count } أوامر بلا خطوة بعد.
    [many] { $count } أمرًا بلا خطوة بعد.
   *[other] { $count } أمر بلا خطوة بعد.
}
plan-add-order = إضافة أمر من المحكمة
plan-which-order = لأي أمر من المحكمة هذه الخطوة؟
plan-no-order = لا شيء
plan-safety = خطة سلامتنا
plan-safety-team = خطة سلامة العائلة
plan-safety-open = خطة السلامة
plan-safety-do = ماذا نفعل عندما يصعب الأمر
plan-safety-do-team = ماذا تفعل العائلة عندما يصعب الأمر
plan-safety-call = بمن نتصل
plan-safety-call-team = بمن تتصل العائلة
plan-safety-always = أرقام أخرى يمكنكم الاتصال بها
plan-safety-empty = عندما تضعون أنتم وفريقكم خطة سلامة، ستكون هنا في صفحة واحدة.
plan-safety-empty-team = عندما تضع العائلة والفريق خطة سلامة، ستكون هنا في صفحة واحدة.
plan-add-safety-do = إضافة ما نفعله
plan-add-safety-call = إضافة من نتصل به
plan-hint = هل يمكن قوله بوضوح أكثر؟ لقد حُفظ في كل حال.
plan-hint-long = في جملة واحدة { $count } كلمة. جملتان قصيرتان أسهل.
plan-hint-better = مثلًا:
plan-was-asked = بحسب { $name }، تحدثتم عن هذا يوم { $day }. إن لم يكن كذلك فاكتبوا ذلك أدناه.
plan-was-asked-team = بحسب { $name }، جرى الحديث عن هذا مع العائلة يوم { $day }.
plan-progress = كيف تسير الأمور
plan-progress-empty = بعد مراجعة الفريق، سيظهر هنا مع الوقت ما قاله كل شخص.
plan-progress-nobody = لم يُكتب بعد كيف تسير الأمور.
plan-progress-team = الفريق
plan-progress-none = لا رد بعد
plan-progress-day = المراجعة
plan-progress-caption = ما قاله كل شخص، من 1 إلى { $top }
plan-progress-first = { $name }: {"\u200F"}{ $last } من { $top } في المراجعة الأولى. ستظهر المراجعات القادمة هنا أيضًا.
plan-progress-up = { $name }: من { $first } صعودًا إلى { $last } من { $top } منذ { $day }.
plan-progress-same = { $name }: {"\u200F"}{ $last } من { $top } كما في { $day }.
plan-progress-down = { $name }: من { $first } إلى { $last } من { $top } منذ { $day }. ما الذي يساعد؟
plan-progress-ask = كم نحن قريبون مما نريد؟
plan-progress-yours = تقييمكم لمراجعة { $day }
plan-progress-low = لسنا قريبين بعد
plan-progress-high = لقد وصلنا
plan-progress-end = { $value } – { $words }
plan-review-add = إضافة مراجعة
plan-review-held = متى كانت المراجعة؟
plan-review-words = ماذا تعلّم الفريق؟
plan-review-scale = أي مقياس اختار الفريق؟
plan-review-scale-hint = لا يمكن تغييره بعد أول جواب.
plan-review-scale-to = من 1 إلى { $top }
plan-review-low = ماذا يعني 1 بكلمات الفريق؟
plan-review-high = ماذا يعني أعلى رقم؟
plan-review-save = حفظ المراجعة
plan-seen-keep = إبقاؤه كما هو الآن
plan-seen-all = كل من يرى هذا الجزء من الخطة
plan-seen-only = { $name } والأخصائيون الاجتماعيون والمشرف فقط
plan-children = أحوال الأطفال
plan-children-youth = أحوالي
plan-one-well-being = أحوال طفل
plan-area-physical = الجسم والصحة
plan-area-mental = المشاعر
plan-area-behavioral = السلوك
plan-area-education = المدرسة والتعلم
plan-area-culture = الثقافة والأشخاص المهمون
plan-next-date = الموعد القادم: { $day }
plan-next-when = الموعد القادم
plan-responsible = المسؤول عن هذا
plan-nobody-yet = لا أحد بعد
plan-which-child = أي طفل؟
plan-which-area = أي جانب من الحياة؟
plan-add-well-being = إضافة أحوال طفل
plan-no-children = لا يذكر سجل الوكالة أي أطفال هنا بعد. اطلبوا من مكتبكم إضافتهم.
plan-decided-by = من قرر ذلك
plan-decider-court = المحكمة
plan-decider-team = الفريق كله معًا
plan-decider-family = العائلة
plan-decider-agency = الوكالة
plan-decider-tribe = القبيلة
plan-heading-none = لا هدف بعد
plan-heading-edit = تغيير ما نعمل من أجله
plan-heading-hint = يسمح القانون بخمسة أهداف. الأخير فقط لمن بلغ 16 سنة أو أكثر.
plan-heading-why = ما السبب؟ بكلمات بسيطة. ستقرأ العائلة هذا.
plan-pick = اختاروا واحدًا
plan-first = أولًا:
plan-which-goal = لأي هدف هذه الخطوة؟
plan-no-goal = لا هدف بعد
plan-which-after = هل يجب إتمام خطوة أخرى أولًا؟
plan-no-after = لا، يمكن أن تبدأ الآن
plan-closure-empty = عندما يكتب الفريق ما يجب أن يتحقق لإغلاق القضية، سيظهر هنا.
plan-closure-count = تحقق حتى الآن: { $done } من { $all }. عندما يتحقق كل شيء، يطلب الفريق إغلاق القضية.
plan-closure-after = بعد إغلاق القضية يمكنكم أن تقرؤوا كل شيء هنا.
plan-closure-after-team = بعد إغلاق القضية يمكن للعائلة أن تقرأ كل شيء هنا.
plan-true-now = تحقق
plan-true-later = ليس بعد
plan-common = البدء بخطوة شائعة
plan-common-visit = قضاء وقت عائلي معًا كل أسبوع
plan-common-class = حضور دورة في تربية الأطفال
plan-common-doctor = تحديد موعد مع الطبيب
plan-common-counseling = التحدث مع مرشد نفسي
plan-common-school = اللقاء مع المدرسة
plan-common-home = إيجاد بيت آمن نقدر على دفع تكلفته
plan-common-ride = ترتيب المواصلات إلى الوقت العائلي والمواعيد
plan-common-papers = الحصول على شهادة الميلاد ومستندات أخرى
plan-common-work = البحث عن عمل يناسب أوقاتنا
plan-common-kin = كتابة أسماء أقارب وأصدقاء يمكنهم المساعدة
## Parts of the day
plan-part-morning = صباحًا
plan-part-afternoon = بعد الظهر
plan-part-evening = مساءً
plan-busy-morning = صباح { $weekday }
plan-busy-afternoon = بعد ظهر { $weekday }
plan-busy-evening = مساء { $weekday }
plan-busy-hint = بعد الظهر من الساعة 12 ظهرًا إلى { $time }. والمساء بعد { $time }.
plan-week = أسبوعي
plan-week-team = ما تتطلبه الخطة كل أسبوع
plan-week-of = أسبوع { $day }
plan-week-before = الأسبوع السابق
plan-week-after = الأسبوع التالي
plan-week-empty = لا أحد من العائلة في هذا الفريق بعد.
plan-week-asks = هذا الأسبوع: { $hours } · { $trips } · { $dates }
plan-week-hours-count = { $hours ->
    [zero] { $hours } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}
plan-week-trips-count = { $trips ->
    [zero] لا مشاوير
    [one] مشوار واحد
    [two] مشواران
    [few] { $trips } مشاوير
    [many] { $trips } مشوارًا
   *[other] { $trips } مشوار
}
plan-week-dates-count = { $count ->
    [zero] لا مواعيد
    [one] موعد واحد
    [two] موعدان
    [few] { $count } مواعيد
    [many] { $count } موعدًا
   *[other] { $count } موعد
}
plan-week-slot = { $day }، { $from } – { $to }
plan-week-nothing = لا شيء من الخطة له موعد في هذا الأسبوع.
plan-week-takes = الوقت اللازم كل أسبوع
plan-week-hours = ساعات كل أسبوع، مثل 1.5
plan-week-trips = مشاوير كل أسبوع، ذهابًا وإيابًا
plan-week-day = هل هو دائمًا في اليوم نفسه؟
plan-week-no-day = لا، في أيام مختلفة
plan-week-from = من
plan-week-to = إلى
plan-week-carry = ما أقدر على عمله في الأسبوع
plan-week-carry-note = أنتم أدرى بما يتسع له أسبوعكم. يرى هذا الأخصائي الاجتماعي والمشرف عليه فقط.
plan-week-hours-most = ساعات للخطة في الأسبوع على الأكثر
plan-week-trips-most = مشاوير في الأسبوع على الأكثر
plan-week-busy = أوقات مشغولة بأمور أخرى
plan-week-busy-hint = عمل أو مدرسة أو صلاة أو رعاية أحد: لا حاجة لقول السبب. اتركوا اليوم فارغًا إن كنتم غير مشغولين.
plan-week-save = حفظ أسبوعي
plan-week-you-said = أقصى ما قلتم إنكم تقدرون عليه في الأسبوع:
plan-week-they-said = أقصى ما قالوا إنهم يقدرون عليه في الأسبوع:
plan-week-can-hours = { $hours ->
    [zero] { $hours } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}
plan-week-can-trips = { $trips ->
    [zero] لا مشاوير
    [one] مشوار واحد
    [two] مشوارين
    [few] { $trips } مشاوير
    [many] { $trips } مشوارًا
   *[other] { $trips } مشوار
}
plan-week-over-mine = هذا الأسبوع أكثر مما قلتم إنكم تقدرون عليه. أخبروا الأخصائي الاجتماعي. يمكنكم معًا نقل أمور أو حذفها.
plan-week-over-theirs = هذا الأسبوع أكثر مما قالوا إنهم يقدرون عليه.
plan-week-warn-hours = مع هذا، عدد الساعات في الأسبوع لدى { $name }: { $hours }. الحد الأقصى: { $most }.
plan-week-warn-trips = مع هذا، عدد المشاوير في الأسبوع لدى { $name }: { $trips }. الحد الأقصى: { $most }.
plan-week-warn-busy = وقت مشغول لدى { $name }: { $when }.
plan-week-warn-clash = في الخطة شيء آخر لدى { $name } في ذلك الوقت: { $when }.
plan-week-all-the-same = تحدثت معهم عن ذلك. حفظ على أي حال.
plan-print-pdf = فتح كملف PDF
plan-written-by = الكاتب
plan-worried = ما يقلق الناس، بكلمات بسيطة ولطيفة
plan-safe-when = ما يجعل الأمر آمنًا:
plan-so-far = ما تم حتى الآن:
plan-keeps = المسؤول عن المتابعة:

## Overview and its parts
plan-read-more = قراءة المزيد
plan-words-all = كل الكلمات ونقاط القوة
plan-step-open = عرض هذه الخطوة
plan-parts = أجزاء الخطة
plan-parts-more = المزيد عن الخطة
plan-goals-count = { $count ->
    [zero] لا أهداف
    [one] هدف واحد
    [two] هدفان
    [few] { $count } أهداف
    [many] { $count } هدفًا
   *[other] { $count } هدف
}
plan-goals-unanswered = { $count ->
    [zero] لا شيء بلا رد منكم
    [one] هدف واحد بلا رد منكم
    [two] هدفان بلا رد منكم
    [few] { $count } أهداف بلا رد منكم
    [many] { $count } هدفًا بلا رد منكم
   *[other] { $count } هدف بلا رد منكم
}
plan-needs-worries = الاحتياجات والمخاوف
plan-closure-met = تحقق حتى الآن: { $done } من { $all }
plan-page-empty = عندما يُضاف شيء هنا، سيظهر في هذه الصفحة.
plan-original-show = عرض الكلمات الأصلية
plan-original-hide = عرض هذه الصفحة باللغة { $language }
plan-not-translated = بعض هذا ليس باللغة { $language } بعد. افتحوه لطلبه بلغتكم.
## Answers in place
plan-kind-question = لدي سؤال
plan-agree-of = ما رأيكم في هذا الهدف؟ { $goal }
plan-step-of = كيف تسير هذه الخطوة؟ { $step }
plan-say-more = قلتم: «{ $label }». ما تكتبونه هنا يُضاف إليه. وإذا اخترتم شيئًا آخر حلّ محله.
plan-notice-said = قلتم: «{ $label }».
plan-notice-seen = يمكن أن يقرأ هذا: { $names }. ولا أحد غير ذلك.
plan-notice-seen-by-no-one = لا يمكن لأحد غيركم أن يقرأ هذا حتى الآن. سيقرؤه فريقكم عندما ينضم إليه أحد.
plan-notice-seen-by-all = يمكن لكل من يرى هذا الجزء من الخطة أن يقرأ هذا.
plan-notice-seen-in-plan = يمكن لكل من يرى الخطة أن يقرأ هذا.
plan-notice-step-seen = يمكن أن يرى هذا الآن: { $names }. وكذلك كل من يرى هذه الخطوة.
plan-notice-step-seen-by-all = يمكن لكل من يرى هذه الخطوة أن يرى هذا الآن.
plan-notice-undo = تراجع
plan-notice-more = إضافة كلمات أو اختيار من يقرأ
plan-notice-withdrawn = سحبنا ما قلتم. لم يعد أحد يراه.
plan-notice-withdrawn-next = يمكنكم أن تختاروا من جديد، أو أن تتركوا الأمر كما هو.
plan-notice-withdrawn-step = يمكنكم أن تقولوا من جديد كيف تسير، أو أن تتركوا الأمر كما هو.
plan-notice-answered = رد فريقكم على هذا من قبل، لذلك يبقى. يمكنكم قراءة الرد هنا.
plan-notice-answer-sent = أُرسل ردكم. يمكن لكل من يقرأ التعليق أن يقرأ الرد.
plan-notice-own-saved = حُفظت كلماتكم. هي الآن في الخطة.
plan-notice-own-removed = أُزيلت كلماتكم. لم يعد أحد غيركم يقرؤها.
plan-notice-own-back = استعادة كلماتي
plan-notice-item-saved = حُفظت مسودتكم. تراها العائلة بعد أن تنشروها.
plan-notice-item-removed = أُزيل هذا من مسودتكم. تظل العائلة تراه حتى تنشروا.
plan-notice-item-back = الاطلاع عليه أو استعادته
plan-notice-rating-saved = حُفظت إجابتكم. يمكنكم تغييرها هنا.
plan-notice-review-saved = حُفظت المراجعة. يمكن للجميع الآن أن يقولوا كيف تسير الأمور.
plan-notice-week-saved = حُفظ أسبوعكم. يراه الأخصائي الاجتماعي والمشرف عليه فقط.
plan-notice-published = نُشرت الخطة. يمكن للعائلة والفريق قراءة هذه النسخة الآن.
plan-own-taken-out = أزلتم هذه الكلمات. لا يمكن لأحد غيركم أن يقرأها. احفظوها لاستعادتها.
plan-own-removed = كلمات أزلتموها
