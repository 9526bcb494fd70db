### خطة الانتقال الخاصة بشاب أو شابة.

## base
transition-title = خطة { $name }
transition-part-housing = مكان للسكن
transition-part-health = الصحة
transition-part-education = الدراسة والتدريب
transition-part-support = أشخاص وبرامج تساعدني
transition-part-work = العمل
transition-part-money = المال
transition-part-transport = التنقل
transition-part-relationships = الأصدقاء والعلاقات
transition-part-culture = ثقافتي ومن أنا
transition-part-legal = الأمور القانونية
transition-part-documents = أوراقي
transition-part-people = أشخاصي
transition-part-budget = ميزانيتي
transition-part-skills = مهارات الحياة
transition-release-is-required = تُشارَك لأن القانون يطلب ذلك
transition-release-is-private = أنتم فقط
transition-release-is-named = أشخاص اخترتموهم
transition-release-is-team = فريقكم
transition-release-open = من يرى هذا
transition-release-line-required = يطلب القانون هذا الجزء. يمكن أن يقرأه الأخصائي المسؤول عنكم ومن يشرف عليه وممثل القبيلة. لا أحد غيرهم.
transition-release-line-private = أنتم فقط ترون هذا.
transition-release-line-named = ترون هذا أنتم و{ $names }. لا أحد غيركم.
transition-release-line-named-required = ترون هذا أنتم و{ $names }. ولأن القانون يطلب هذا الجزء، يراه أيضًا الأخصائي المسؤول عنكم ومن يشرف عليه وممثل القبيلة.
transition-release-line-team = يمكن للبالغين في فريقكم رؤية هذا.
transition-open = خطتي للانتقال
transition-save = حفظ
transition-today = اليوم
transition-next-people = فكروا في شخص بالغ تعتمدون عليه. يمكنكم كتابة اسمه هنا.
transition-next-people-open = فتح أشخاصي
transition-next-skills = اختاروا شيئًا واحدًا تريدون تعلمه قبل أن تعيشوا وحدكم.
transition-next-skills-open = اختيار مهارة
transition-next-documents = انظروا أي الأوراق لديكم وأيها ينقصكم. ستحتاجون إليها في سن 18.
transition-next-documents-open = مراجعة أوراقي
transition-next-stay = قد يمكنكم البقاء في الرعاية بعد سن 18. اسألوا الأخصائي المسؤول عنكم الآن ما دام هناك وقت.
transition-next-stay-open = الكتابة إلى الأخصائي
transition-next-ninety-days = { $days ->
    [zero] تنتهي الرعاية اليوم. تأكدوا من أن لديكم كل أوراقكم.
    [one] تنتهي الرعاية بعد يوم واحد. تأكدوا من أن لديكم كل أوراقكم.
    [two] تنتهي الرعاية بعد يومين. تأكدوا من أن لديكم كل أوراقكم.
    [few] تنتهي الرعاية بعد { $days } أيام. تأكدوا من أن لديكم كل أوراقكم.
    [many] تنتهي الرعاية بعد { $days } يومًا. تأكدوا من أن لديكم كل أوراقكم.
   *[other] تنتهي الرعاية بعد { $days } يوم. تأكدوا من أن لديكم كل أوراقكم.
}
transition-next-after = ما كتبتموه ما زال هنا. حتى سن 21 يمكنكم أن تطلبوا العودة إلى الرعاية.
transition-next-keep = ما كتبتموه ما زال هنا ويبقى لكم.
transition-road = ماذا يأتي ومتى
transition-road-past = وصل
transition-road-next = التالي
transition-road-details = ما الذي يتغير كل مرة
transition-stop-fourteen = 14
transition-stop-sixteen = 16
transition-stop-seventeen-half = 17½
transition-stop-ninety-days = قبل انتهاء الرعاية بـ 90 يومًا
transition-stop-eighteen = 18
transition-stop-care-ends = انتهاء الرعاية
transition-stop-twenty-one = 21
transition-stop-twenty-three = 23
transition-change-fourteen = لكم رأي في خطتكم. يمكنكم اختيار شخصين لفريقكم. وتحصلون على قائمة بحقوقكم.
transition-change-sixteen = يمكن للمحكمة الآن أن تختار خطة طويلة الأمد مع شخص بالغ يبقى في حياتكم.
transition-change-seventeen-half = تبدؤون مع الأخصائي المسؤول عنكم خطة الخروج من الرعاية.
transition-change-ninety-days = تضعون مع الأخصائي المسؤول عنكم خطة لخطواتكم التالية. أنتم تقررون كم يكون فيها.
transition-change-eighteen = أنتم بالغون الآن. أنتم تقررون في صحتكم ومالكم وأوراقكم.
transition-change-care-ends = في هذا اليوم تكون كل أوراقكم معكم.
transition-change-twenty-one = هنا ينتهي البقاء في الرعاية والعودة إليها. ويسألكم استطلاع NYTD للمرة الأخيرة.
transition-change-twenty-three = هنا تنتهي المساعدة على العيش المستقل.
transition-doors = أجزاء خطتي
transition-doors-more = أجزاء أخرى
transition-law = القانون: { $law }
transition-owed-to-you = ما حان وقته لكم الآن
transition-owed = ما حان وقته الآن
transition-owed-none = لا شيء مطلوب اليوم.
transition-duty-rights-list = قائمة الحقوق، مشروحة وموقعة
transition-duty-independent-living-plan = خطة لتعلم العيش المستقل
transition-duty-credit-report = تقرير الائتمان لهذه السنة
transition-duty-discharge-plan = بدء خطة الخروج من الرعاية
transition-duty-ask-to-stay = حديث عن البقاء في الرعاية
transition-duty-ninety-day-plan = خطة التسعين يومًا
transition-duty-documents = كل الأوراق
transition-by-your-worker = يقوم بهذا الأخصائي المسؤول عنكم.
transition-by-you-both = تقومون بهذا مع الأخصائي المسؤول عنكم.
transition-by-agency = تقوم الوكالة بهذا.
transition-by-both = تقوم الوكالة والشاب أو الشابة بهذا معًا.
transition-due = آخر موعد: { $day }
transition-was-due = كان آخر موعد: { $day }
transition-release-title = من يرى: { $part }
transition-release-choose = من يمكنه رؤية هذا الجزء؟
transition-release-people = إذا اخترتم أشخاصًا: فمن هم؟
transition-release-others = من لا تحددونهم لا يرونه أبدًا.
transition-release-why = يقول القانون إن في خطتكم هذا الجزء، لكي تساعدكم الوكالة فيه. لذلك يمكن لعدد قليل من الأشخاص قراءته مهما اخترتم هنا. ملاحظتكم الخاصة لكم وحدكم.
transition-release-safety = إذا كتبتم أنكم أو أن شخصًا آخر في خطر، فعلى من يقرأ ذلك أن يتصرف.
transition-release-saved = تم الحفظ. يسري هذا من الآن.
transition-release-undo = تراجع
transition-release-take-back = إيقاف المشاركة الآن
transition-release-left = لم يعودوا في فريقكم، فلا يمكنهم رؤية هذا: { $names }
transition-release-no-team = لستم في فريق الآن، فلا يوجد شخص جديد تشاركونه هذا. ما زال بإمكانكم إيقاف المشاركة.
transition-release-history = من كان يمكنه رؤية هذا ومتى
transition-release-moment = { $day }، { $time }
transition-release-from = منذ { $from }
transition-release-from-until = من { $from } إلى { $until }
transition-release-at-first = قبل ذلك: { $release }
transition-note-open = ملاحظتي الخاصة
transition-note-title = ملاحظة خاصة: { $part }
transition-note-intro = أنتم فقط ترون هذه الملاحظة. لا تُشارَك مع أحد أبدًا.
transition-note-words = ملاحظتي
transition-note-saved = تم الحفظ. أنتم فقط ترونها.
transition-note-stored = المحفوظ الآن
transition-youths-title = خطط الانتقال للشباب
transition-youths-empty = لا شيء مشارَك معكم الآن.
transition-adult-intro = هذه خطتهم الخاصة. ترون ما يشاركونه معكم، وما يطلب القانون منكم قراءته. يمكنهم تغيير ذلك في أي وقت.
transition-adult-empty = لم يُكتب شيء هنا بعد.
transition-adult-required = مطلوب
transition-dates-open = تغيير التواريخ
transition-dates-title = تواريخ { $name }
transition-dates-born = تاريخ الميلاد: { $day }. إذا كان خطأ، يُصحَّح في سجلات الوكالة.
transition-dates-care = في الرعاية منذ
transition-dates-discharge = اليوم المتوقع لانتهاء الرعاية
transition-dates-discharge-hint = إذا تغير، فاكتبوا اليوم الجديد. يبقى القديم في السجل.
transition-dates-order = يوم انتهاء أمر أو اتفاق بعد سن 18
transition-dates-order-hint = اتركوه فارغًا إذا لم يوجد.
transition-dates-unknown = غير معروف
transition-dates-written = بقلم: { $name } · { $day }
transition-dates-imported = من سجلات الوكالة · { $day }
transition-dates-history = التواريخ السابقة
transition-dates-saved = تم حفظ التواريخ.

## areas
transition-areas-title = خطتي كاملة
transition-question-now = أين أنا الآن
transition-question-goal = إلى أين أريد أن أصل
transition-area-whole = خطتي كاملة
transition-area-steps = خطواتي
transition-area-empty = لا شيء هنا بعد.
transition-area-none = لم تبدؤوا هذا الجزء بعد. ابدؤوا من أي مكان تريدون.
transition-area-one-answer = أجبتم عن سؤال واحد من السؤالين.
transition-area-both-answers = أجبتم عن السؤالين.
transition-area-step-count =
    { $count ->
        [zero] ليست لديكم خطوات.
        [one] لديكم خطوة واحدة.
        [two] لديكم خطوتان.
        [few] لديكم { $count } خطوات.
        [many] لديكم { $count } خطوة.
       *[other] لديكم { $count } خطوة.
    }
transition-area-step-done =
    { $count ->
        [zero] لم تتم أي خطوة بعد.
        [one] تمت خطوة واحدة.
        [two] تمت خطوتان.
        [few] تمت { $count } خطوات.
        [many] تمت { $count } خطوة.
       *[other] تمت { $count } خطوة.
    }
transition-area-write = الكتابة
transition-area-edit = تغيير
transition-area-has-draft = لم يُحفظ بعد
transition-area-add-step = إضافة خطوة
transition-area-words = بكلماتكم
transition-area-ideas = هل تحتاجون إلى بداية؟ المسوا جملة لإضافتها. ثم غيّروا الكلمات كما تشاؤون.
transition-area-save = حفظ ومتابعة
transition-area-skip = تخطٍّ
transition-area-back = رجوع
transition-area-saved = حُفظت كلماتكم.
transition-area-draft = هذه الكلمات ليست في خطتكم بعد. لوضعها فيها المسوا «حفظ ومتابعة».
transition-area-draft-saved = نحتفظ بكلماتكم. لوضعها في خطتكم المسوا «حفظ ومتابعة».
transition-area-draft-unsaved = لم نتمكن الآن من الاحتفاظ بكلماتكم. سنحاول مرة أخرى.
transition-area-other = كلمات من صفحة أخرى أو هاتف آخر
transition-area-drop = لم أعد أحتاج إلى هذه الكلمات
transition-step-new = خطوة جديدة
transition-step-edit = تغيير هذه الخطوة
transition-step-words = ماذا ستفعلون؟
transition-step-helper = من يساعدكم؟
transition-step-helper-hint = اختاروا اسمًا أو اكتبوه. يمكنكم تركه فارغًا.
transition-step-due = متى ينتهي ذلك؟ (يمكنكم تركه فارغًا)
transition-step-done = تمت هذه الخطوة
transition-step-save = حفظ هذه الخطوة
transition-step-remove = إخراج هذه الخطوة من الخطة
transition-step-saved = حُفظت خطوتكم.
transition-step-go-on = عرض خطواتي
transition-step-removed = لم تعد الخطوة في خطتكم.
transition-step-restored = عادت الخطوة إلى خطتكم.
transition-step-is-done = هذه الخطوة مسجلة على أنها تمت.
transition-step-is-open = لم تتم هذه الخطوة بعد.
transition-step-mark-done = تسجيل أنها تمت
transition-step-mark-open = لم تتم بعد
transition-step-tag-done = تمت
transition-step-helps = يساعد: { $name }
transition-step-by = حتى { $day }
transition-area-they-are = أين { $name } الآن
transition-area-they-want = هدف { $name }
transition-area-their-steps = خطوات { $name }
transition-idea-housing-now-1 = أعيش لدى أسرة حاضنة.
transition-idea-housing-now-2 = أعيش مع أقاربي.
transition-idea-housing-now-3 = لا أعرف أين سأعيش بعد خروجي من الرعاية.
transition-idea-housing-goal-1 = أريد أن أبقى حيث أنا الآن.
transition-idea-housing-goal-2 = أريد شقة لي، وحدي أو مع شخص آخر.
transition-idea-housing-goal-3 = أريد أن أعيش قرب مدرستي أو عملي.
transition-idea-housing-step-1 = معرفة كم يبلغ الإيجار حيث أريد أن أعيش.
transition-idea-housing-step-2 = السؤال عن المساعدة في الإيجار للشباب الذين يخرجون من الرعاية.
transition-idea-housing-step-3 = زيارة مكان والسؤال عما أحتاج إليه لتقديم طلب.
transition-idea-health-now-1 = لدي طبيب أرتاح إليه.
transition-idea-health-now-2 = آخذ دواء، وهناك من يساعدني في ذلك.
transition-idea-health-now-3 = لا أعرف ما الذي يدفعه تأميني.
transition-idea-health-goal-1 = أريد أن أحجز مواعيدي بنفسي.
transition-idea-health-goal-2 = أريد أن يستمر تأميني الصحي بعد سن 18.
transition-idea-health-goal-3 = أريد شخصًا أتحدث معه حين تصعب الأمور.
transition-idea-health-step-1 = معرفة أي طبيب وأي طبيب أسنان يمكنني زيارته.
transition-idea-health-step-2 = كتابة قائمة بأدويتي وبما يسبب لي الحساسية.
transition-idea-health-step-3 = السؤال كيف يستمر تأميني حتى سن 26.
transition-idea-education-now-1 = أدرس في المدرسة الثانوية.
transition-idea-education-now-2 = أحتاج إلى مواد أخرى كي أتخرج.
transition-idea-education-now-3 = الدراسة صعبة علي في هذه الفترة.
transition-idea-education-goal-1 = أريد أن أنهي الثانوية أو أحصل على شهادة GED.
transition-idea-education-goal-2 = أريد أن ألتحق بالجامعة أو بكلية تقنية.
transition-idea-education-goal-3 = أريد أن أتعلم مهنة.
transition-idea-education-step-1 = سؤال المرشد في المدرسة عن المواد الباقية لي.
transition-idea-education-step-2 = تقديم طلب مال للجامعة، مثل FAFSA.
transition-idea-education-step-3 = زيارة مدرسة أو كلية أفكر فيها.
transition-idea-support-now-1 = لدي شخص بالغ يمكنني الاتصال به في أي وقت.
transition-idea-support-now-2 = يساعدني برنامج أو مرشد.
transition-idea-support-now-3 = ليس لدي أشخاص كثيرون أعتمد عليهم.
transition-idea-support-goal-1 = أريد شخصًا بالغًا يبقى في حياتي.
transition-idea-support-goal-2 = أريد أن أعرف من يساعدني بعد سن 18.
transition-idea-support-goal-3 = أريد أن أتعرف إلى شباب آخرين كانوا في الرعاية.
transition-idea-support-step-1 = أن أطلب من شخص بالغ أثق به أن نبقى على تواصل.
transition-idea-support-step-2 = السؤال عن برامج للشباب الذين يخرجون من الرعاية.
transition-idea-support-step-3 = حفظ أرقام ثلاثة أشخاص يمكنني الاتصال بهم.
transition-idea-work-now-1 = لدي عمل.
transition-idea-work-now-2 = لم أعمل من قبل.
transition-idea-work-now-3 = أبحث عن عمل.
transition-idea-work-goal-1 = أريد عملًا يناسب دراستي.
transition-idea-work-goal-2 = أريد عملًا بدوام كامل.
transition-idea-work-goal-3 = أريد أن أعرف ما الذي أجيده.
transition-idea-work-step-1 = كتابة سيرتي الذاتية مع شخص آخر.
transition-idea-work-step-2 = التقديم على ثلاث وظائف.
transition-idea-work-step-3 = أن أطلب من شخص أن يتدرب معي على مقابلة عمل.
transition-idea-money-now-1 = لدي حساب في البنك.
transition-idea-money-now-2 = أحصل على بعض المال، لكني لا أعرف أين يذهب.
transition-idea-money-now-3 = شخص آخر يهتم بمالي.
transition-idea-money-goal-1 = أريد أن أدخر لشقتي الأولى.
transition-idea-money-goal-2 = أريد أن أدفع فواتيري بنفسي.
transition-idea-money-goal-3 = أريد أن أفهم الائتمان.
transition-idea-money-step-1 = فتح حساب في البنك.
transition-idea-money-step-2 = كتابة ما أنفقه خلال شهر.
transition-idea-money-step-3 = طلب تقريري الائتماني.
transition-idea-transport-now-1 = أركب الحافلة.
transition-idea-transport-now-2 = هناك من يوصلني.
transition-idea-transport-now-3 = التنقل صعب علي.
transition-idea-transport-goal-1 = أريد أن أحصل على رخصة القيادة.
transition-idea-transport-goal-2 = أريد سيارة لي.
transition-idea-transport-goal-3 = أريد أن أصل إلى المدرسة والعمل بنفسي.
transition-idea-transport-step-1 = التسجيل في دروس القيادة.
transition-idea-transport-step-2 = معرفة كيف أحصل على بطاقة للحافلة.
transition-idea-transport-step-3 = الادخار لسيارة أو دراجة.
transition-idea-relationships-now-1 = لدي أصدقاء أثق بهم.
transition-idea-relationships-now-2 = أرى إخوتي وأخواتي.
transition-idea-relationships-now-3 = أشعر بالوحدة كثيرًا.
transition-idea-relationships-goal-1 = أريد أن أرى أسرتي أكثر.
transition-idea-relationships-goal-2 = أريد أصدقاء يفيدونني.
transition-idea-relationships-goal-3 = أريد أن أشعر بالأمان مع من أرتبط به.
transition-idea-relationships-step-1 = الاتصال بشخص أشتاق إليه.
transition-idea-relationships-step-2 = السؤال متى يمكنني زيارة إخوتي وأخواتي.
transition-idea-relationships-step-3 = الانضمام إلى نادٍ أو فريق.
transition-idea-culture-now-1 = أعرف من أين جاءت أسرتي.
transition-idea-culture-now-2 = أشتاق إلى الطعام أو اللغة أو العادات التي كبرت معها.
transition-idea-culture-now-3 = ما زلت أكتشف من أنا.
transition-idea-culture-goal-1 = أريد أن أعرف أكثر عن قبيلتي أو ثقافتي.
transition-idea-culture-goal-2 = أريد أن أحضر احتفالات أو صلوات أو مناسبات تهمني.
transition-idea-culture-goal-3 = أريد أن يناديني الناس باسمي وبالضمائر التي أختارها.
transition-idea-culture-step-1 = التحدث مع شخص كبير من أسرتي أو مجتمعي.
transition-idea-culture-step-2 = سؤال قبيلتي عما تقدمه للشباب.
transition-idea-culture-step-3 = البحث عن مجموعة أكون فيها على طبيعتي.
transition-idea-legal-now-1 = لدي مواعيد في المحكمة.
transition-idea-legal-now-2 = علي مخالفات أو غرامات.
transition-idea-legal-now-3 = لا أفهم ما يحدث في المحكمة.
transition-idea-legal-goal-1 = أريد أن أعرف حقوقي.
transition-idea-legal-goal-2 = أريد أن أعرف هل يمكن إغلاق سجل في المحكمة.
transition-idea-legal-goal-3 = أريد أن تكون كل أوراقي مرتبة.
transition-idea-legal-step-1 = كتابة أسئلتي للمحامي.
transition-idea-legal-step-2 = السؤال عمن يساعدني في المخالفات أو الغرامات.
transition-idea-legal-step-3 = معرفة ما الذي يتغير لي عند بلوغ سن 18.

## documents

## people

## money

## rights

## ninety-days

## worker
