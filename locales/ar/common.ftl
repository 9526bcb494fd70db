### كلمات مشتركة بين كل الصفحات.
# يقول بصدق هل راجع مترجم مؤهل هذه الكلمات.
common-reviewed = لم يراجع مترجم مؤهل هذه الكلمات العربية بعد. إن وجدتم شيئًا غير صحيح، فاتصلوا بنا من فضلكم.
common-skip = إلى المحتوى الرئيسي
common-exit = خروج الآن
common-title-error = خطأ: { $title }
common-language-change = تغيير اللغة. اللغة الحالية: { $language }
common-signed-in = دخلتم باسم { $name }.
common-sign-out = تسجيل الخروج
common-help-title = تريدون التحدث مع شخص؟
common-help-call = اتصلوا بنا:
common-places = القائمة الرئيسية
common-place-home = اليوم
common-place-plan = الخطة
common-place-calendar = المواعيد
common-place-messages = الرسائل
common-place-more = المزيد
common-unread = { $count ->
    [zero] لا جديد
    [one] رسالة جديدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    [many] { $count } رسالة جديدة
   *[other] { $count } رسالة جديدة
}
common-back = رجوع
common-older = عرض الأقدم
common-more-rows = عرض المزيد: { $count }
common-filter-label = البحث عن عائلة أو شخص
common-filter-go = بحث
common-filter-all = عرض الكل
common-filter-none = لا توجد عائلة ولا شخص بهذا الاسم. راجعوا كتابة الاسم أو اعرضوا الكل.

# Lists of names. “before-i” is for a name that begins with the sound i: Spanish then has “e” for “y”.
# Where a language has no such rule, both say the same.
common-list-two = { $first } و{ $last }
common-list-two-before-i = { $first } و{ $last }

# Three names or more: the list grows one name at a time, and the last name takes “last”.
common-list-middle = { $first } و{ $last }
common-list-last = { $first } و{ $last }
common-list-last-before-i = { $first } و{ $last }
common-today = اليوم
common-tomorrow = غدًا
common-yesterday = أمس
common-day = { $weekday }، { $day } { $month }
common-date = { $day } { $month } { $year }
common-time-am = { $time } ص
common-time-pm = { $time } م
common-time-noon = { $time } ظهرًا
common-time-midnight = { $time } منتصف الليل
common-month-1 = يناير
common-month-2 = فبراير
common-month-3 = مارس
common-month-4 = أبريل
common-month-5 = مايو
common-month-6 = يونيو
common-month-7 = يوليو
common-month-8 = أغسطس
common-month-9 = سبتمبر
common-month-10 = أكتوبر
common-month-11 = نوفمبر
common-month-12 = ديسمبر
common-weekday-1 = الاثنين
common-weekday-2 = الثلاثاء
common-weekday-3 = الأربعاء
common-weekday-4 = الخميس
common-weekday-5 = الجمعة
common-weekday-6 = السبت
common-weekday-7 = الأحد
common-language-en = الإنجليزية
common-language-es = الإسبانية
common-language-hmn = الهمونغية
common-language-ar = العربية

# Further languages that people speak and write here, by language tag. The site is not in them.
common-language-am = الأمهرية
common-language-bn = البنغالية
common-language-fa = الفارسية
common-language-fr = الفرنسية
common-language-hi = الهندية
common-language-ht = الكريولية الهايتية
common-language-km = الخميرية
common-language-ko = الكورية
common-language-ksw = الكارينية
common-language-lo = اللاوية
common-language-mh = المارشالية
common-language-my = البورمية
common-language-ne = النيبالية
common-language-om = الأورومية
common-language-ps = البشتوية
common-language-pt = البرتغالية
common-language-rhg = الروهينغية
common-language-ru = الروسية
common-language-so = الصومالية
common-language-sw = السواحلية
common-language-ti = التغرينية
common-language-tl = التاغالوغية
common-language-uk = الأوكرانية
common-language-ur = الأردية
common-language-vi = الفيتنامية
common-language-zh = الصينية
common-role-parent = أم أو أب
common-role-guardian = وصي أو وصية
common-role-indian-custodian = حاضن أو حاضنة من السكان الأصليين
common-role-youth = شاب أو شابة
common-role-caregiver = مقدم أو مقدمة الرعاية
common-role-mentor = داعم أو داعمة من الأهالي
common-role-mentor-coordinator = تنسيق دعم الأهالي
common-role-worker = أخصائي اجتماعي أو أخصائية اجتماعية
common-role-supervisor = مشرف أو مشرفة
common-role-tribal-representative = ممثل أو ممثلة القبيلة
common-role-interpreter = مترجم أو مترجمة
common-role-administrator = إدارة النظام
common-words-translated = الترجمة: { $by }.
common-words-machine = ترجمة آلية ({ $by }). قد تكون فيها أخطاء.

# Above a form that is older than what is stored: who stored it, and when.
common-stored-by = آخر حفظ: { $name } · { $day } · { $time }
# Before a choice of languages, under a place to type.
common-writing-language = أكتب باللغة
common-words-original = عرض النص الأصلي باللغة { $language }
common-words-written = هذا مكتوب باللغة { $language }.
common-words-ask = أريد هذا بلغتي
common-words-asked = طلبتم هذا بلغتكم يوم { $asked }. آخر موعد للترجمة: { $due }.

error-summary-title = من فضلكم انظروا إلى هذا مرة أخرى
error-missing-title = لم نجد هذه الصفحة
error-missing-body = ربما تغيّر مكانها أو كُتب العنوان خطأ. حسابكم سليم.
error-conflict-title = سبق إرسال هذا
error-conflict-body = لدينا نسخة سابقة من هذا النموذج بكلمات أخرى. هذا ما كتبتموه الآن، لتتمكنوا من نسخه.
error-busy-title = الموقع مشغول الآن
error-busy-body = لم يضع شيء. انتظروا دقيقة ثم حاولوا مرة أخرى.
error-unreadable-title = لم يصل هذا كاملًا
error-unreadable-body = ضاع جزء منه في الطريق. ارجعوا إلى الصفحة السابقة وأرسلوه مرة أخرى.
error-large-title = هذا كثير دفعة واحدة
error-large-body = اختصروه أو أرسلوه على جزأين.
error-many-title = محاولات كثيرة جدًا
error-many-body = { $minutes ->
    [zero] كانت المحاولات كثيرة في وقت قصير. انتظروا دقيقة ثم حاولوا مرة أخرى. حسابكم سليم.
    [one] كانت المحاولات كثيرة في وقت قصير. انتظروا دقيقة ثم حاولوا مرة أخرى. حسابكم سليم.
    [two] كانت المحاولات كثيرة في وقت قصير. انتظروا دقيقتين ثم حاولوا مرة أخرى. حسابكم سليم.
    [few] كانت المحاولات كثيرة في وقت قصير. انتظروا { $minutes } دقائق ثم حاولوا مرة أخرى. حسابكم سليم.
    [many] كانت المحاولات كثيرة في وقت قصير. انتظروا { $minutes } دقيقة ثم حاولوا مرة أخرى. حسابكم سليم.
   *[other] كانت المحاولات كثيرة في وقت قصير. انتظروا { $minutes } دقيقة ثم حاولوا مرة أخرى. حسابكم سليم.
}
error-broken-title = حدث عطل عندنا
error-broken-body = لم تخطئوا في شيء. حاولوا بعد بضع دقائق أو اتصلوا بنا.
error-trace = إن اتصلتم، فهذا الرقم يساعدنا على إيجاد العطل:
error-home = إلى الصفحة الرئيسية
error-again = المحاولة مرة أخرى
error-kept = ما كتبتموه
error-account-name-short = اختاروا اسم دخول من 3 خانات على الأقل
error-account-name-long = اختاروا اسم دخول من 40 خانة على الأكثر
error-account-name-signs = استخدموا حروفًا وأرقامًا ومسافات في اسم الدخول
error-account-name-taken = هذا الاسم لشخص آخر. اختاروا اسمًا غيره
error-account-passphrase-short = اجعلوا عبارة السر أطول: 15 خانة على الأقل
error-account-passphrase-long = اجعلوا عبارة السر أقصر: 200 خانة على الأكثر
error-account-passphrase-plain = استخدموا حروفًا أو أرقامًا مختلفة أكثر في عبارة السر
error-account-passphrase-common = اختاروا عبارة سر أخرى. هذه يسهل تخمينها
error-account-no-match = الاسم وعبارة السر لا يتطابقان. راجعوهما
error-account-passkey = لم ينجح مفتاح المرور هذا. ربما أُزيل، أو مرّ وقت طويل. حاولوا مرة أخرى، أو استخدموا عبارة السر
error-account-code = هذا الرمز لا يعمل. قارنوه بالورقة أو اطلبوا رمزًا جديدًا من الأخصائي الاجتماعي
error-account-code-missing = اكتبوا الرمز المكتوب على الورقة
error-account-code-length = قارنوا الرمز بالورقة. فيه 20 خانة من الحروف والأرقام
error-account-confirm-wrong = هذا الرمز لا يعمل. قارنوا كل رقم، أو اطلبوا رمزًا جديدًا. يعمل الرمز مرة واحدة، لمدة 15 دقيقة
error-account-recovery-code = هذا الرمز لا يعمل. قارنوا كل حرف ورقم. إذا كانت متطابقة، فجربوا رمزًا آخر أو اطلبوا رمزًا جديدًا. إذا اخترتم للتو عبارة سر جديدة، فسجلوا الدخول بها
error-account-recovery-no-account = لا يوجد حساب بعد. تلزم أولًا رسالة دعوة فيها رمز
error-account-recovery-not-recent = لحماية الحساب، سجلوا الخروج ثم الدخول من جديد، ثم كرروا هذه الخطوة
error-team-vouch-in-person = ضعوا علامة في المربع عندما تكونون معًا وجهًا لوجه
error-account-second-step = هذا الرمز غير صحيح، أو استُخدم من قبل. انتظروا الرمز التالي في تطبيقكم ثم اكتبوه
error-messages-blank = اكتبوا شيئًا أولًا
error-messages-long = رسالتكم طويلة جدًا. اختصروها أو أرسلوها في جزأين
error-plan-choose = اختاروا واحدًا
error-plan-words-missing = اكتبوا بضع كلمات أولًا
error-plan-words-long = النص طويل جدًا. اجعلوه أقصر أو أرسلوه على جزأين
error-plan-translation-exists = ترجم شخص آخر هذا النص وأنتم تكتبون. ما كتبتموه موجود أدناه لتتمكنوا من نسخه
error-plan-answer-missing = قولوا لماذا ببضع كلمات
error-plan-owner = اختاروا من سيفعل ذلك
error-plan-date = اختاروا تاريخًا، أو اكتبوه هكذا: 12/18/2026 (الشهر، اليوم، السنة)
error-plan-why-missing = قولوا لماذا ببضع كلمات. ستقرؤه العائلة
error-plan-stale = تغيّر هذا وأنتم تكتبون. قارنوا بين النصين أدناه، ثم احفظوا نصكم أو اتركوا النص الآخر
error-transition-answer-long = النص طويل جدًا. استعملوا 5,000 حرف أو أقل
error-transition-step-missing = اكتبوا ما ستفعلونه
error-transition-step-long = النص طويل جدًا. استعملوا 500 حرف أو أقل
error-transition-helper-long = هذا الاسم طويل جدًا. استعملوا 100 حرف أو أقل
error-transition-steps-many = في هذا الجزء 20 خطوة. أخرجوا واحدة ثم أضيفوا هذه
error-plan-not-ready = الخطة ليست جاهزة بعد. انظروا ما ينقص
error-plan-published = نشر شخص آخر الخطة في هذه الأثناء. انظروا ما يتغير الآن. ما كتبتموه ما زال هنا
error-plan-week-number = اكتبوا رقمًا، مثل 2 أو 1.5
error-plan-week-time = اكتبوا وقت البداية ووقت النهاية. يجب أن يكون وقت النهاية بعد وقت البداية
error-plan-week-full = قد يكون هذا كثيرًا على أسبوع واحد. اقرؤوا الملاحظة في آخر النموذج، ثم قرروا
error-plan-circle = ستنتظر كل خطوة من هذه الخطوات الأخرى. اختاروا خطوة مختلفة
error-plan-permanency-age = هذا الهدف ممكن فقط عندما يكون عمر أحد أفراد العائلة 16 سنة أو أكثر
error-team-name-missing = اكتبوا الاسم
error-team-kind = اختاروا صلة هذا الشخص بالعائلة
error-calendar-time = اكتبوا وقتًا، مثل 16:30
error-calendar-time-skipped = هذا الوقت غير موجود في ذلك اليوم، لأن الساعة تُقدَّم. اختاروا وقتًا آخر
error-calendar-time-twice = يتكرر هذا الوقت مرتين في ذلك اليوم، لأن الساعة تُؤخَّر. اختاروا وقتًا آخر، أو ضعوا علامة في المربع إن كنتم تقصدون الأول
error-calendar-past = مضى هذا الوقت. اختاروا وقتًا لاحقًا
error-calendar-ends-early = ينتهي قبل أن يبدأ. اختاروا نهاية لاحقة
error-calendar-leap-day = لا يوجد 29 فبراير في تلك السنة. اختاروا يومًا آخر
error-calendar-day-off = هذا يوم عطلة أو يوم مهم للعائلة. اختاروا يومًا آخر، أو ضعوا علامة في المربع للإبقاء على هذا اليوم
error-calendar-many-days = اختاروا 60 يومًا أو أقل
error-calendar-series-end = اكتبوا عدد المواعيد، أو اليوم الأخير. املؤوا واحدًا منهما فقط
error-calendar-series-times = اكتبوا عددًا من 2 إلى 60
error-calendar-series-short = لا يوجد حتى ذلك اليوم إلا موعد واحد. اختاروا يومًا لاحقًا
error-calendar-series-long = يوجد حتى ذلك اليوم أكثر من 60 موعدًا. اختاروا يومًا أبكر
error-calendar-series-skipped = في أحد هذه الأيام هذا الوقت غير موجود، لأن الساعة تُقدَّم. اختاروا وقتًا آخر
error-calendar-place = اكتبوا المكان، أو دعوا الجميع يعرفونه
error-calendar-link = اكتبوا رابطًا يبدأ بـ { "\u2066https://\u2069" }
error-calendar-not-on-team = اختاروا فقط أشخاصًا هم في الفريق الآن
error-calendar-answer-over = مضى هذا الموعد، لذلك لم يُرسل جوابكم
error-calendar-answer-cancelled = أُلغي هذا الموعد، لذلك لم يُرسل جوابكم
error-calendar-cancelled-before = كان هذا الموعد قد أُلغي من قبل، لذلك لم يُحفظ السبب الذي كتبتموه. يمكنكم نسخه أدناه
error-calendar-undo-late = تغيّر أحد هذه المواعيد مرة أخرى بعد ذلك، لذلك لم نتراجع عن أي شيء. يمكنكم تغييرها هنا
error-calendar-no-child = اختاروا طفلًا أو طفلة على الأقل
error-calendar-how-long = اكتبوا عدد الدقائق، من 1 فأكثر
error-calendar-held-early = هذا اليوم قبل إخراج الطفل من المنزل. راجعوا اليوم
error-calendar-not-owed = لا يجب تعويض هذه الزيارة، أو خُطط لزيارة أخرى بدلًا منها. اختاروا زيارة أخرى
error-calendar-visit-planned = هذا الموعد زيارة من وقت عائلي آخر. اختاروا موعدًا آخر
error-calendar-visit-was-confirmed = قالت الأم أو قال الأب إنه سيحضر. إذا لم تتم الزيارة، اختاروا من ألغاها
error-calendar-visit-over = انتهت هذه الزيارة، لذلك لم يعد إلغاؤها ممكنًا. يمكنكم نسخ كلماتكم أدناه وإخبار الأخصائي الاجتماعي بما حدث
error-calendar-words-late = بدأ هذا الموعد أو أُلغي، لذلك لم تُحفظ كلماتكم. هي في الأسفل. ما زال بإمكانكم قولها في الاجتماع
error-calendar-words-twice = كتبتم هذا من قبل. غيّروا ما كتبتموه في الأسفل
error-calendar-words-stale = غيّرتم هذا في نافذة أخرى. قارنوا النصين في الأسفل. ثم احفظوا مرة أخرى
error-transition-money-missing = اكتبوا مبلغًا، مثل 20
error-transition-money-unclear = لم نفهم هذا المبلغ بوضوح. اكتبوا الرقم فقط، مثل 1200 أو 12.50
error-transition-money-negative = اكتبوا المبلغ دون علامة ناقص. للمال الذي يخرج قائمة خاصة به
error-transition-money-large = اكتبوا مبلغًا لا يزيد على 100,000 دولار
error-transition-budget-item = اختاروا ما هو، أو اكتبوه بكلماتكم
error-transition-budget-name-missing = اكتبوا بكلماتكم ما هو
error-transition-budget-name-long = هذا الاسم طويل جدًا. استعملوا 120 حرفًا أو أقل
error-transition-budget-full = في ميزانيتكم 60 سطرًا. أزيلوا سطرًا أولًا
error-transition-service-kind-missing = اختاروا نوع المساعدة
error-transition-service-ends-early = آخر يوم قبل أول يوم. غيّروا أحدهما
error-transition-day-future = لم يأتِ هذا اليوم بعد. اختاروا اليوم أو يومًا قبله
error-transition-note-long = النص طويل جدًا. استعملوا 300 حرف أو أقل
error-transition-person-missing = اكتبوا من كان
error-transition-person-long = الاسم طويل جدًا. استعملوا 120 حرفًا أو أقل
error-transition-right-answer-missing = اكتبوا جوابًا
error-transition-right-answered = أُجيب عن هذا السؤال في هذه الأثناء. ما كتبتموه في الأسفل
error-transition-credit-year-missing = اختاروا سنة
error-transition-credit-step-missing = اختاروا ما حدث
error-calendar-attendance = اختاروا من حضر
error-calendar-position = اكتبوا رأي كل فرد من الأسرة في هذا القرار
error-calendar-position-reason = اكتبوا السبب
error-team-readers = اختاروا من يمكنه قراءة هذا
error-team-long = النص طويل جدًا. استعملوا 200 حرف أو أقل
error-team-about = اختاروا شخصًا من القائمة
error-team-no-reader = لا يوجد الآن شخص آخر في الفريق يمكنه قراءة هذا. اتصلوا بنا من فضلكم. ما كتبتموه ما زال هنا
error-transition-people-stale = تغيّر شيء هنا في هذه الأثناء. انظروا إلى الصفحة من جديد ثم اختاروا
error-transition-on-list = هذا الشخص في القائمة. اختاروه من القائمة كي لا يتمكن من قراءة هذا
error-transition-one-worker = لن يقرأه هنا إلا هذا الأخصائي. أخبروا المشرف عليه بدلًا من ذلك: الرابط في آخر هذه الصفحة
error-team-ends-early = اختاروا يومًا ليس أبكر من أول يوم في الفريق
error-team-tribe-later = اختاروا اليوم أو يومًا أسبق
error-team-tribe-day = اكتبوا اليوم
error-team-tribe-who = اكتبوا من سأل
error-team-tribe-how = اختاروا كيف أُبلغت القبيلة
error-team-tribe-answer = اختاروا بمَ أجابت القبيلة
error-team-tribe-preference-missing = اختاروا أي تفضيل لمكان الإقامة ينطبق
error-team-tribe-followed-missing = اختاروا هل جرى اتباع التفضيل. اكتبوا سببًا فقط إن لم يُتبع
error-team-tribe-cause-missing = اكتبوا السبب الوجيه
error-team-tribe-name-missing = اكتبوا اسم القبيلة
error-team-tribe-nothing = اكتبوا واحدًا من هذه على الأقل
error-team-tribe-twice = لهذا الطفل قيد لهذه القبيلة بالفعل. غيّروا ذلك القيد
error-transition-release = اختاروا من يمكنه رؤية هذا الجزء
error-transition-readers = حددوا شخصًا واحدًا على الأقل هو الآن في فريقكم
error-transition-release-stale = غيّرتم هذا في نافذة أخرى. انظروا ما يسري الآن ثم اختاروا من جديد
error-transition-care-later = اختاروا اليوم أو يومًا أسبق
error-transition-care-born = اختاروا يومًا بعد تاريخ الميلاد
error-transition-end-before-care = اختاروا يومًا بعد بداية الرعاية
error-transition-discharge-order = ليوم بعد بلوغ 18 عامًا، اكتبوا أيضًا يوم انتهاء الأمر أو الاتفاق
error-team-role = اختاروا دورًا
error-team-mentee = اختاروا فرد العائلة الذي يسانده شريك الأهل هذا
error-team-already = لهذا الشخص هذا الدور في الفريق بالفعل
error-team-own-role = لا يمكنكم إعطاء أنفسكم دورًا آخر أو وقتًا أطول في فريق. اطلبوا ذلك من أخصائي آخر لهذه العائلة أو من الوكالة
error-team-roles-apart = لا يمكن أن يجمع شخص واحد بين هذا الدور ودوره الحالي في هذه العائلة
error-team-too-young = هذا الشخص صغير السن لهذا الدور في ذلك اليوم
error-team-birth-date = نحتاج أولًا إلى تاريخ ميلاد هذا الشاب أو الشابة. اطلبوا من الوكالة إضافته
error-team-hand-over-first = سلّموا المهمة إلى شخص آخر أولًا. تحتاج العائلة إلى أخصائي اجتماعي
error-team-successor = اختاروا شخصًا آخر يمكنه تولي المهمة
error-team-successor-today = يعمل هذا الشخص مع العائلة بالفعل. اختاروا اليوم ليكون أول يوم
error-team-coordinator-one = شخص آخر يقود الفريق في ذلك الوقت. سلّموا المهمة من ذلك الشخص
error-team-from-past = اختاروا اليوم أو يومًا بعده
error-team-pick-twice = لقد اخترتم هذا الشخص بالفعل
error-team-pick-two = لقد اخترتم شخصين. تراجعوا عن أحدهما أولًا
error-messages-choose-two = اختاروا شخصين أو أكثر
error-messages-family-only = لمحادثة العائلة فقط، اختاروا أشخاصًا من العائلة فقط
error-messages-mentor-apart = لا يكون داعم الأهالي في محادثة إلا مع الأم أو الأب موضع دعمه ومع العاملين في الوكالة
error-messages-date = اختاروا تاريخًا، أو اكتبوه هكذا: 12/18/2026 (الشهر، اليوم، السنة). لا يمكن أن يكون اليوم الأخير قبل الأول
common-notice = لديكم شيء جديد
common-texts-stopped = لن تصلكم رسائل أخرى من هذا الرقم. أرسلوا «ابدأ» لتصلكم من جديد.
common-texts-started = ستصلكم الرسائل من هذا الرقم من جديد كما اخترتم. أرسلوا «توقف» لإنهائها.
error-messages-email = تحققوا من بريدكم الإلكتروني. يجب أن يكون بهذا الشكل: name@example.org
error-messages-email-letters = تحققوا من بريدكم الإلكتروني. قبل علامة @ يمكننا استخدام الحروف الإنجليزية والأرقام فقط
error-messages-phone = تحققوا من رقم الهاتف. فيه 10 أرقام، مثل 608-555-0142. الرقم من بلد آخر يبدأ بعلامة +
error-messages-file-empty = هذا الملف فارغ. اختاروه مرة أخرى أو التقطوا الصورة من جديد
error-messages-file-kind = يمكنكم إرسال صور (JPEG وPNG وWebP وHEIC) ومستندات PDF وتسجيلات صوتية (مثل M4A وMP3 وWAV وAMR). ما كتبتموه ما زال هنا
error-messages-file-video = هذا مقطع فيديو، ولا نستطيع قبول مقاطع الفيديو. يمكنكم إرسال صور أو تسجيل صوتي. ما كتبتموه ما زال هنا
error-messages-file-heic = لا نستطيع فتح هذه الصورة (HEIC). التقطوا صورة للشاشة وأرسلوها، أو اضبطوا الكاميرا على «الأكثر توافقًا»
error-messages-file-large = هذا الملف كبير جدًا. حتى 15 ميغابايت للصور، و10 ميغابايت للمستندات، و3 ميغابايت للتسجيلات الصوتية
error-messages-file-dots = هذه الصورة كبيرة جدًا. التقطوا صورة للشاشة وأرسلوها
error-messages-file-broken = لا نستطيع فتح هذا الملف. قد يكون تالفًا. التقطوا الصورة مرة أخرى أو احفظوا المستند من جديد
error-messages-file-many = اختاروا 4 ملفات أو أقل. يمكنكم إرسال الباقي بعد ذلك
error-messages-file-harmful = قد يضر هذا الملف بهواتف الآخرين. لم نحتفظ به
error-messages-file-later = لا نستطيع فحص الملفات الآن. أرسلوا رسالتكم الآن والملف لاحقًا
error-transition-document-state-missing = اختاروا إجابة واحدة
error-transition-document-helper-long = استعملوا 100 حرف أو أقل لتقولوا من يحضر هذا
error-transition-document-due-missing = اكتبوا حتى متى
error-transition-document-has = هذا المستند موجود لدى صاحب الخطة أو صاحبتها
error-transition-vault-missing = اختاروا ملفًا أولًا
error-transition-vault-name-long = استعملوا 100 حرف أو أقل للاسم. ثم اختاروا الملف مرة أخرى
error-transition-vault-kind = يمكنكم أن تحفظوا هنا صورًا (JPEG وPNG وWebP وHEIC) ومستندات PDF وتسجيلات صوتية. ما كتبتموه لا يزال هنا
error-transition-vault-at-once = اختاروا 4 ملفات أو أقل. يمكنكم إضافة الباقي بعد ذلك
error-transition-vault-many = يمكنكم حفظ 100 ملف. احذفوا أولًا ملفًا لا تحتاجون إليه
error-transition-vault-full = لا توجد مساحة كافية لهذا. يمكنكم حفظ 100 MB. احذفوا أولًا ملفًا لا تحتاجون إليه
error-transition-vault-later = لا يمكننا فحص الملفات الآن. حاولوا مرة أخرى بعد دقائق. ما كتبتموه لا يزال هنا
error-transition-vault-harmful = قد لا يكون هذا الملف آمنًا، لذلك لم نحفظه. ما كتبتموه لا يزال هنا
error-transition-ninety-stale = تغيّر هذا منذ أن فتحتموه. اقرأوه مرة أخرى ثم أجيبوا
error-transition-ninety-nothing = لا يوجد بعد في هذه الصفحة ما توافقون عليه
error-transition-ninety-open = وافقوا على كل الصفحات أولًا
error-transition-ninety-settled = تحتفظون بنسخة من هذه الصفحة كما هي. لتغيير خطتكم، غيّروا ما في الصفحة
common-paper-family = العائلة: { $family }
common-paper-printed = تاريخ الطباعة: { $day }
common-paper-page = صفحة { $number } من { $all }
common-paper-missing = { $count ->
    [zero] طُبعت كل الرموز أعلاه.
    [one] لم نستطع طباعة رمز واحد أعلاه، ومكانه مربع. يمكنكم قراءته على الشاشة.
    [two] لم نستطع طباعة رمزين أعلاه، ومكانهما مربعان. يمكنكم قراءتهما على الشاشة.
    [few] لم نستطع طباعة { $count } رموز أعلاه، ومكانها مربعات. يمكنكم قراءتها على الشاشة.
    [many] لم نستطع طباعة { $count } رمزًا أعلاه، ومكانها مربعات. يمكنكم قراءتها على الشاشة.
   *[other] لم نستطع طباعة { $count } رمز أعلاه، ومكانها مربعات. يمكنكم قراءتها على الشاشة.
}
