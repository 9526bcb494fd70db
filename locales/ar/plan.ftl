### خطتنا.
plan-title = خطتنا
plan-version = النسخة { $version } · منذ { $day }
plan-empty = لا خطة بعد. عندما يضعها فريقكم معكم، ستظهر هنا.
plan-ours = بكلماتنا
plan-ours-empty = هنا تقف كلماتكم أنتم، قبل كل شيء.
plan-author = { $name }
plan-author-entered = { $name } · أدخلته الوكالة
plan-strengths = نقاط القوة
plan-heading = إلى أين نتجه
plan-goal = الهدف
plan-since = منذ
plan-why = لماذا
plan-concurrent = إذا تعذر ذلك
plan-permanency-return-home = عودة الأطفال إلى البيت
plan-permanency-adoption = التبني
plan-permanency-guardianship = العيش مع وصي
plan-permanency-relative = العيش الدائم مع قريب
plan-permanency-other-planned = بيت دائم آخر مع شخص بالغ يبقى
plan-family-goals = أهدافنا نحن
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
plan-worries = ما أقلق الناس
plan-worries-inside = في الداخل: ما أقلق الناس بشأن السلامة. قد تصعب قراءته. يمكنكم قراءته لاحقًا أو مع شخص.
plan-changes = ما يجب أن يتحقق للانتهاء
plan-back = العودة إلى خطتنا
plan-goals = الأهداف والخطوات
plan-next = افعلوا هذا الآن
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
plan-talk-empty = لم يقل أحد شيئًا هنا بعد. يمكنكم أن تبدؤوا.
plan-talk-count = { $count ->
    [zero] لا ردود
    [one] رد واحد
    [two] ردان
    [few] { $count } ردود
    [many] { $count } ردًا
   *[other] { $count } رد
}
plan-talk-waits = { $count ->
    [zero] لا ردود
    [one] رد واحد بانتظار الفريق
    [two] ردان، بعضهما بانتظار الفريق
    [few] { $count } ردود، بعضها بانتظار الفريق
    [many] { $count } ردًا، بعضها بانتظار الفريق
   *[other] { $count } رد، بعضها بانتظار الفريق
}
plan-say = قولوا رأيكم
plan-words = بكلماتكم أنتم
plan-send = إرسال إلى الفريق
plan-who = من يمكنه قراءة هذا؟
plan-who-own = فقط الموظف المسؤول عني ومشرفه
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
plan-outcome-accepted = نعم، سيدخل في الخطة
plan-outcome-changed = سنغيّره
plan-outcome-stopped = سنوقفه
plan-outcome-kept = سنبقيه كما هو
plan-outcome-not-now = ليس الآن
plan-answer = الرد
plan-answer-what = بماذا يرد الفريق؟
plan-answer-words = لماذا، بكلمات بسيطة. كل رفض له سبب.
plan-answer-send = إرسال الرد
plan-answer-by = سيرد الفريق في موعد أقصاه { $day }.
plan-answer-late = كان على الفريق أن يرد في موعد أقصاه { $day }. لقد تأخر الرد.
plan-review-by = سيراجع الفريق هذا في موعد أقصاه { $day }.
plan-replies = ما قيل وما نتج عنه
plan-replies-waiting = بانتظار الفريق
plan-replies-rest = كل ما سوى ذلك
plan-replies-empty = هنا يقف ما تقولونه أنتم أو غيركم عن الخطة، مع ردود الفريق.
plan-translations = ترجمات مطلوبة
plan-translations-empty = لا أحد ينتظر ترجمة.
plan-translations-done = حُفظت الترجمة. سنخبر من طلبها.
plan-translation-title = كتابة هذا باللغة { $language }
plan-translation-into = { $language } · تاريخ الطلب: { $asked } · آخر موعد: { $due }
plan-translation-claimed = لدى مترجم
plan-translation-claimed-hint = يعمل مترجم على هذا النص الآن. يمكنكم كتابته إذا كان لا يحتمل الانتظار.
plan-translation-rules = ترجموا النص كله. لا تضيفوا شيئًا ولا تحذفوا شيئًا. اكتبوا فقط بلغة تعرفونها جيدًا. وإن لم تكونوا تعرفونها، فاتركوه لمترجم.
plan-translation-label = ترجمتكم باللغة { $language }
plan-translation-save = حفظ الترجمة
plan-translation-where = عرض مكان هذه الكلمات
plan-translation-there = لهذا النص ترجمة الآن.
plan-translation-typed = ما كتبتموه
plan-propose = اقتراح شيء
plan-propose-what = ماذا تقترحون؟
plan-propose-words = ما الذي يفيد، بكلماتكم أنتم
plan-propose-next = يرد الموظف خلال 7 أيام: نعم، أو لماذا ليس الآن. ما تقترحونه لا يُحذف أبدًا.
plan-how-goes = كيف يسير الأمر؟
plan-how-stands = الوضع الآن
plan-step-why = كلمة عن السبب، إن شئتم
plan-one-strength = نقطة قوة
plan-one-need = شيء نحتاج إليه
plan-one-worry = شيء أقلق الناس
plan-one-change = شيء يجب أن يتحقق للانتهاء
plan-one-family-goal = هدف لنا
plan-one-goal = هدف للفريق
plan-one-step = خطوة
plan-agency-who = الوكالة: { $name }
plan-who-does = من يفعل ذلك
plan-when = متى
plan-seen-by = من يمكنه رؤية هذا
plan-edit = تعديل الخطة
plan-edit-note = هذه نسخة العمل. تراها العائلة عندما تنشرونها. كلمات العائلة لها وحدها.
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
plan-add-worry = إضافة قلق
plan-add-change = إضافة ما يجب أن يتحقق للانتهاء
plan-add-goal = إضافة هدف
plan-add-step = إضافة خطوة
plan-steps-without-goal = خطوات بلا هدف بعد
plan-line-words = بكلمات بسيطة ولطيفة
plan-line-benchmark = كيف سيعرف الجميع؟
plan-line-why = لماذا يتغير؟ ستقرأ العائلة هذا.
plan-agency-owes = الوكالة
plan-save-draft = حفظ في نسخة العمل
plan-take-out = إزالة
plan-put-back = إعادة
plan-taken-out = هذا السطر أُزيل. تظل العائلة تقرؤه حتى تنشروا.
plan-meanwhile = غيّر شخص هذا وأنتم تكتبون. يقول الآن:
plan-their-words = كلمات العائلة. هي وحدها تغيّرها.
plan-earlier = الصيغ السابقة
plan-own = الكتابة بكلماتنا
plan-own-words = ماذا يجب أن يعرف الجميع عن عائلتكم؟
plan-own-note = تقف كلماتكم في أعلى الخطة فورًا. لا أحد غيركم يغيّرها.
plan-own-change = تغيير كلماتي
plan-save-own = حفظ كلماتي
plan-who-partner = هذان ورفيقي من الأهالي
plan-versions = ما تغيّر ولماذا
plan-version-by = النسخة { $version } · { $day }
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
plan-now = الآن
plan-publish-title = نشر الخطة
plan-publish = نشر النسخة { $version }
plan-publish-why = لماذا نسخة جديدة؟ ستقرأ العائلة هذا أولًا.
plan-asked = هل سألتم العائلة؟
plan-asked-hint = ضعوا علامة على جزء فقط إن تحدثتم عنه معهم. يمكنهم أن يروا ذلك.
plan-we-asked = تحدثنا عن «{ $section }»
plan-missing = ما ينقص
plan-missing-strengths = نقطة قوة. تبدأ كل خطة بما هو قوي.
plan-missing-own-words = كلمات العائلة. اطلبوا منها أن تكتب.
plan-missing-change = لم يتغير شيء منذ النسخة الأخيرة.
plan-missing-asked = لم تُسأل العائلة عن «{ $section }» منذ أن تغيّر.
plan-more-steps = خطوات أخرى
plan-print = للطباعة
plan-print-how = للطباعة أو الحفظ كملف، استخدموا قائمة المتصفح.
plan-orders = ما أمرت به المحكمة
plan-one-order = أمر من المحكمة
plan-order-steps = خطوات لهذا:
plan-order-no-step = لا خطوة لهذا بعد. الموظف المسؤول يرى ذلك.
plan-orders-unmet = { $count ->
    [zero] لكل الأوامر خطوات.
    [one] أمر واحد بلا خطوة بعد.
    [two] أمران بلا خطوة بعد.
    [few] { $count } أوامر بلا خطوة بعد.
    [many] { $count } أمرًا بلا خطوة بعد.
   *[other] { $count } أمر بلا خطوة بعد.
}
plan-add-order = إضافة أمر من المحكمة
plan-which-order = أي أمر من المحكمة يلبي؟
plan-no-order = لا شيء
plan-safety = خطة السلامة
plan-safety-open = فتح خطة السلامة
plan-safety-do = ماذا نفعل عندما يصعب الأمر
plan-safety-call = بمن نتصل
plan-safety-always = أرقام أخرى يمكنكم الاتصال بها
plan-safety-empty = عندما تضعون أنتم وفريقكم خطة سلامة، ستكون هنا في صفحة واحدة.
plan-add-safety-do = إضافة ما نفعله
plan-add-safety-call = إضافة من نتصل به
plan-hint = هل يمكن قوله بوضوح أكثر؟ لقد حُفظ في كل حال.
plan-hint-long = في جملة واحدة { $count } كلمة. جملتان قصيرتان أسهل.
plan-hint-better = — ربما:
plan-was-asked = يقول { $name } إنكم تحدثتم عن هذا يوم { $day }. إن لم يكن كذلك فقولوا أدناه.
plan-progress = كيف تسير الأمور
plan-progress-empty = عندما يعقد الفريق مراجعة، سيقف هنا ما قاله كل واحد منكم مع الوقت.
plan-progress-nobody = لم يقل أحد بعد كيف تسير الأمور. يمكنكم أن تبدؤوا.
plan-progress-team = الفريق
plan-progress-none = لم يقل شيئًا
plan-progress-day = المراجعة
plan-progress-caption = ما قاله كل واحد، من 1 إلى { $top }
plan-progress-first = { $name }: ‏{ $last } من { $top } في المراجعة الأولى. يبدأ الخط من هنا.
plan-progress-up = { $name }: من { $first } صعودًا إلى { $last } من { $top } منذ { $day }.
plan-progress-same = { $name }: ‏{ $last } من { $top } كما في { $day }.
plan-progress-down = { $name }: من { $first } إلى { $last } من { $top } منذ { $day }. ما الذي يساعد؟
plan-progress-ask = كم نحن قريبون مما نريد؟
plan-progress-yours = رأيكم، لمراجعة { $day }
plan-progress-low = ما زلنا بعيدين
plan-progress-high = لقد وصلنا
plan-progress-end = { $value } – { $words }
plan-review-add = إضافة مراجعة
plan-review-held = متى عُقدت؟
plan-review-words = ماذا تعلّم الفريق؟
plan-review-scale = أي مقياس اختار الفريق؟
plan-review-scale-hint = يبقى كما هو منذ أول جواب.
plan-review-scale-to = من 1 إلى { $top }
plan-review-low = ماذا يعني 1 بكلمات الفريق؟
plan-review-high = ماذا يعني أعلى رقم؟
plan-review-save = حفظ المراجعة
plan-seen-keep = كما هو الآن
plan-seen-all = كل من يرى هذا الجزء من الخطة
plan-seen-only = فقط { $name } والموظفون والمشرف
plan-children = كيف حال الأطفال
plan-one-well-being = كيف حال طفل
plan-area-physical = الجسم والصحة
plan-area-mental = المشاعر
plan-area-behavioral = السلوك
plan-area-education = المدرسة والتعلم
plan-area-culture = الثقافة والأشخاص المهمون
plan-next-date = الموعد القادم: { $day }
plan-next-when = الموعد القادم
plan-responsible = من يهتم بهذا
plan-nobody-yet = لا أحد بعد
plan-which-child = أي طفل؟
plan-which-area = أي جانب من الحياة؟
plan-add-well-being = إضافة كيف حال طفل
plan-no-children = لا يذكر سجل الوكالة أي أطفال هنا بعد. اطلبوا من مكتبكم إضافتهم.
plan-decided-by = من قرر ذلك
plan-decider-court = المحكمة
plan-decider-team = الفريق كله معًا
plan-decider-family = العائلة
plan-decider-agency = الوكالة
plan-decider-tribe = القبيلة
plan-heading-none = لا هدف بعد
plan-heading-edit = تغيير إلى أين نتجه
plan-heading-hint = يعرف القانون خمسة. الأخير فقط لمن بلغ 16 سنة أو أكثر.
plan-heading-why = لماذا، بكلمات بسيطة؟ ستقرأ العائلة هذا.
plan-pick = اختاروا واحدًا
plan-first = أولًا:
plan-which-goal = إلى أي هدف تنتمي؟
plan-no-goal = لا هدف بعد
plan-which-after = هل يجب إتمام خطوة أخرى أولًا؟
plan-no-after = لا، يمكن أن تبدأ الآن
plan-closure-open = انظروا إلى أين وصلنا
plan-closure-empty = عندما يكتب الفريق ما يجب أن يتحقق للانتهاء، سيظهر هنا.
plan-closure-count = تحقق الآن: { $done } من { $all }. عندما يتحقق كل شيء، يطلب الفريق الانتهاء.
plan-closure-after = بعد الانتهاء يمكنكم أن تقرؤوا كل شيء هنا.
plan-true-now = تحقق الآن
plan-true-later = ليس بعد
plan-common = البدء من خطوة موجودة في خطط كثيرة
plan-common-visit = قضاء وقت عائلي معًا كل أسبوع
plan-common-class = حضور درس الوالدين
plan-common-doctor = تحديد موعد مع الطبيب
plan-common-counseling = التحدث مع مرشد نفسي
plan-common-school = اللقاء مع المدرسة
plan-common-home = إيجاد بيت آمن نقدر على دفع تكلفته
plan-common-ride = ترتيب المواصلات إلى الزيارات والمواعيد
plan-common-papers = الحصول على شهادة الميلاد وأوراق أخرى
plan-common-work = البحث عن عمل يناسب أيامنا
plan-common-kin = ذكر أقارب وأصدقاء يمكنهم المساعدة
## Parts of the day
plan-part-morning = صباحًا
plan-part-afternoon = بعد الظهر
plan-part-evening = مساءً
plan-busy-morning = صباح { $weekday }
plan-busy-afternoon = بعد ظهر { $weekday }
plan-busy-evening = مساء { $weekday }
plan-busy-hint = بعد الظهر من الساعة 12 ظهرًا إلى { $time }. والمساء بعد { $time }.
plan-week = ما يتطلبه الأسبوع
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
plan-week-nothing = لا شيء من الخطة له وقت محدد في هذا الأسبوع.
plan-week-takes = ما يتطلبه كل أسبوع
plan-week-hours = ساعات كل أسبوع، مثل 1.5
plan-week-trips = مشاوير كل أسبوع، ذهابًا وإيابًا
plan-week-day = هل هو دائمًا في يوم واحد؟
plan-week-no-day = لا، في أيام مختلفة
plan-week-from = من
plan-week-to = إلى
plan-week-carry = ما تقدرون عليه
plan-week-carry-note = أنتم أدرى بما يتسع له أسبوعكم. يرى هذا الموظف المسؤول عنكم ومشرفه، ولا أحد غيرهما.
plan-week-hours-most = ساعات للخطة في الأسبوع على الأكثر
plan-week-trips-most = مشاوير في الأسبوع على الأكثر
plan-week-busy = أوقات مشغولة بأمور أخرى
plan-week-busy-hint = عمل أو مدرسة أو صلاة أو رعاية أحد: لا حاجة لقول السبب. اتركوا اليوم فارغًا إن كنتم غير مشغولين.
plan-week-save = حفظ أسبوعي
plan-week-you-said = قلتم إنكم تقدرون على الأكثر على:
plan-week-they-said = قالوا إنهم يقدرون على الأكثر على:
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
plan-week-over-mine = هذا الأسبوع يطلب أكثر مما قلتم إنكم تقدرون عليه. أخبروا الموظف المسؤول عنكم: معًا يمكنكم نقل أمور أو حذفها.
plan-week-over-theirs = هذا الأسبوع يطلب أكثر مما قالوا إنهم يقدرون عليه.
plan-week-warn-hours = مع هذا، سيطلب أسبوع واحد { $hours } ساعة من { $name }. وقد قال { $name }: { $most } على الأكثر.
plan-week-warn-trips = مع هذا، سيطلب أسبوع واحد { $trips } مشوار من { $name }. وقد قال { $name }: { $most } على الأكثر.
plan-week-warn-busy = وقت مشغول لدى { $name }: { $when }
plan-week-warn-clash = في الخطة شيء آخر لدى { $name } في ذلك الوقت: { $when }
plan-week-all-the-same = تحدثت معهم عن ذلك. احفظ رغم ذلك.
plan-print-pdf = كملف PDF
plan-written-by = كتبه
plan-worried = ما أقلق الناس، بكلمات بسيطة ولطيفة
plan-safe-when = ما يجعل الأمر آمنًا:
plan-so-far = ما تم حتى الآن:
plan-keeps = من يتابعه:
