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
transition-area-note = ملاحظتي لهذا الجزء. لا يقرأها أحد غيري.
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
