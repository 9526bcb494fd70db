### محادثات خاصة.
messages-title = الرسائل
messages-empty = لا محادثات لديكم بعد. ابدؤوا واحدة مع شخص من فريقكم.
messages-start = الكتابة إلى شخص
messages-new-title = إلى من تريدون الكتابة؟
messages-new-empty = لا يوجد من تكتبون إليه بعد. اتصلوا بنا إن احتجتم أحدًا.
messages-not-sure = لستم متأكدين؟ اتصلوا بنا ونساعدكم.
messages-role-for = { $role } · { $what }
messages-for-worker = للخطة والوقت العائلي وما وعدناكم به
messages-for-mentor = من عاش تجربة مثل تجربتكم
messages-for-supervisor = عندما لا يسير شيء كما يجب
messages-readers = فقط { $names } يمكنكم قراءة هذا.
messages-readers-two = أنتما فقط تستطيعان قراءة هذا.
messages-name-role = { $name } ({ $role })
messages-mentor-reports = ما يجب على داعم الأهالي الإبلاغ عنه
messages-mentor-reports-body = ما تكتبونه هنا يبقى بينكم وبين داعم الأهالي. هناك استثناء واحد: إن كان طفل أو شخص بالغ في خطر، فعلى داعم الأهالي إبلاغ الوكالة، وسيخبركم أولًا إن أمكن.
messages-all-report = ما يجب الإبلاغ عنه
messages-all-report-body = كل من ذُكر اسمه أعلاه يستطيع قراءة هذا. إن كان طفل أو شخص بالغ في خطر، فعلى داعمي الأهالي والعاملين في الوكالة الإبلاغ عن ذلك.
messages-older = عرض رسائل أقدم
messages-thread-empty = لا شيء هنا بعد. ابدؤوا بالسلام.
messages-unread-divider = رسائل جديدة
messages-you = أنتم
# The reader, as the first name of a list inside a sentence.
messages-you-in-list = أنتم
messages-entered = أدخلته الوكالة
messages-to = رسالتكم إلى { $name }
messages-to-all = رسالتكم
messages-send = إرسال
messages-not-watched = لا تُقرأ ليلًا ونهارًا
messages-not-watched-body = قد تُقرأ رسالتكم بعد وقت طويل. للمساعدة الآن، اتصلوا:
messages-not-watched-call = مساعدة الآن:
messages-draft-saved = حُفظ. يمكنكم إكماله لاحقًا.
messages-draft-not-saved = لم يُحفظ بعد. اتركوا هذه الصفحة مفتوحة.
messages-left = عدد الأحرف المتبقية: {"{n}"}
messages-too-long = عدد الأحرف الزائدة: {"{n}"}
messages-look-again = البحث عن رسائل جديدة
messages-disconnected = قد تصل الرسائل الجديدة متأخرة. نحاول الاتصال مرة أخرى.
messages-sending = جارٍ الإرسال …
messages-sent = تم الإرسال.
messages-not-sent-yet = لم تُرسل بعد: الاتصال مقطوع. أبقوا هذه الصفحة مفتوحة وسنحاول مرة أخرى.
messages-first-sent = أُرسلت رسالتكم الأولى. ما كتبتموه بعدها ما زال هنا.
messages-not-sure-write = لا تعرفون لمن تكتبون؟ اكتبوا إلى { $name }، من يقود فريقكم
messages-several = الكتابة إلى عدة أشخاص معًا
messages-several-hint = كل من تختارونه يستطيع قراءة كل ما يُكتب هنا. وكل واحد يرى من يستطيع القراءة أيضًا.
messages-two-parents = إذا اخترتم الوالدين معًا، يقرأ كل منهما ما يكتبه الآخر. افعلوا هذا فقط إذا وافق الاثنان ولا يوجد أمر يمنعه.
messages-kind = ما نوع المحادثة؟
messages-kind-team = مع الفريق. أنتم تقرؤونها أيضًا.
messages-kind-family = للعائلة فقط. أنتم لا تقرؤونها.
messages-who = من يجب أن يقرأها؟
messages-begin = بدء
messages-begun = لديهم الآن محادثة خاصة بهم. لا يمكنكم قراءتها.
messages-told-began = بدء المحادثة: { $by }. كل من ذُكر اسمه أعلاه يستطيع قراءتها من البداية.
messages-told-joined = إضافة { $who } من قِبل { $by }، مع إمكانية القراءة من هنا فصاعدًا.
messages-told-left = مغادرة { $who }. لا يمكن قراءة أي شيء جديد بعد ذلك.
messages-told-taken-off = إزالة { $who } من قِبل { $by }. لا يمكن قراءة أي شيء جديد بعد ذلك.
messages-told-handover = انتهى عمل { $by } معكم. معكم الآن: { $who }.
messages-alone = محادثة لا يقرؤها أحد غيركم
messages-list-closed = مغلقة
messages-list-all = كل المحادثات
messages-closed = لم يعد أحد غيركم يقرأ هذه المحادثة. ما زال بإمكانكم قراءة ما كُتب.
messages-closed-write = الكتابة إلى { $name } ({ $role })
messages-readers-more = المزيد عمن يستطيع القراءة
messages-readers-who = من يقرأها ومنذ متى
messages-readers-title = من يستطيع قراءة هذه المحادثة
messages-back = العودة إلى المحادثة
messages-readers-all = قراءة كل شيء من البداية
messages-readers-since = القراءة منذ: { $day }
messages-readers-now = القراءة من الآن فصاعدًا
messages-readers-until = لا قراءة لأي جديد منذ: { $day }
messages-readers-put-in = إضافة شخص
messages-readers-put-in-hint = تُقرأ الرسائل من الآن فصاعدًا، لا ما كُتب من قبل. ويُخبَر الجميع.
messages-readers-add = إضافة { $name } ({ $role })
messages-readers-take-off = إزالة { $name }
messages-leave-title = مغادرة هذه المحادثة
messages-leave-hint = لن تروها بعد ذلك. ويُخبَر الآخرون أنكم غادرتم.
messages-leave = مغادرة المحادثة
messages-receipts-title = هل يرى الآخرون ما قرأتموه؟
messages-receipts-on = نعم. يرون أنكم قرأتم كلماتهم، وترون منهم الشيء نفسه إن وافقوا.
messages-receipts-off = لا. لا يرون ما قرأتموه، ولا ترون ذلك منهم.
messages-receipts-both = يقرأ هنا الوالدان. لا يرى أي منهما ما قرأه الآخر حتى يوافق الاثنان.
messages-receipts-turn-off = إيقاف إظهار ذلك
messages-receipts-turn-on = إظهار ذلك
messages-receipt-read = قُرئت
messages-receipt-read-by = القراءة: { $names }
messages-receipt-reached = وصلت
messages-receipt-sent = أُرسلت
messages-away-title = عندما تكونون غائبين
messages-away-hint = تراه العائلات فوق مكان الكتابة، مع اسم من ينوب عنكم.
messages-away-starts = أول يوم غياب
messages-away-ends = آخر يوم غياب
messages-away-who = من ينوب عنكم؟
messages-away-who-hint = لا ترى العائلة إلا شخصًا من فريقها.
messages-away-nobody = لا أحد
messages-away-save = حفظ
messages-away-back = لقد عدت
messages-away-until = غياب { $name }. آخر يوم غياب: { $day }.
messages-away-cover = في هذه الأثناء يمكنكم الكتابة إلى { $name }
messages-send-now = إرسال الآن
messages-lines-title = هل تريدون التحدث مع أحد الآن؟
messages-lines-body = قد تُقرأ رسالتكم بعد وقت طويل. هؤلاء يجيبون ليلًا ونهارًا، والاتصال مجاني. عندما يجيبون قولوا «Arabic» وانتظروا الترجمة.
messages-lines-911 = إذا كنتم أنتم أو غيركم في خطر الآن
messages-lines-988 = عندما يصبح الأمر فوق طاقتكم: اتصلوا وقولوا «Arabic». الرسائل النصية هناك بالإنجليزية والإسبانية فقط
messages-lines-home = عندما يؤذيكم أو يخيفكم شخص في البيت
messages-lines-211 = للطعام أو مكان للنوم
messages-lines-after = لم نخبر أحدًا. رسالتكم ما زالت هنا ولم تُرسل بعد.
messages-urgent = عاجل
messages-untold = لم يُبلَّغوا بعد: { $names }. حاولنا ولم نصل إليهم. اتصلوا بهم إن كان الأمر لا يحتمل الانتظار.
messages-notify-title = كيف نخبركم
messages-notify-what = عندما يكون هناك شيء جديد، نرسل لكم هذه الجملة فقط: «{ $words }». ليس فيها أسماء ولا شيء مما كُتب، ولا تقول من نحن.
messages-notify-none = لا نستطيع إرسال إشعارات بعد. سترون الجديد عندما تسجلون الدخول.
messages-notify-shared = يستخدم آخرون أيضًا هذا الهاتف أو الحاسوب، لذلك لا نعرض عليه أي إشعارات.
messages-notify-trouble-email = لم نستطع الوصول إليكم بالبريد الإلكتروني منذ { $date }. تحققوا من بريدكم أدناه، أو اختاروا طريقة أخرى.
messages-notify-trouble-sms = لم نستطع الوصول إليكم برسالة نصية منذ { $date }. تحققوا من رقم هاتفكم أدناه، أو اختاروا طريقة أخرى.
messages-notify-trouble-push = أحد هواتفكم أو حواسيبكم لا يستقبل إشعاراتنا منذ { $date }. فعّلوها هناك من جديد، أو اختاروا طريقة أخرى.
messages-notify-mode = كم مرة؟
messages-notify-each = كلما كان هناك جديد
messages-notify-daily = مرة في اليوم
messages-notify-off = لا ترسلوا شيئًا. سأتحقق بنفسي.
messages-notify-remind = هل نذكّركم قبل الموعد؟
messages-notify-remind-hint = تصلكم الجملة نفسها. لا نرسلها إلا في ساعاتكم الآمنة. وإن كان ذلك متأخرًا، نرسلها قبل ذلك.
messages-notify-remind-never = بلا تذكير
messages-notify-remind-day = قبل الموعد بيوم
messages-notify-remind-hours = قبل الموعد بساعتين
messages-notify-remind-both = قبل الموعد بيوم وقبله بساعتين
messages-notify-email = بريدكم الإلكتروني
messages-notify-email-hint = اتركوا هذا فارغًا إن كان غيركم يستطيع قراءة بريدكم.
messages-notify-phone = رقم هاتفكم للرسائل النصية
messages-notify-phone-hint = اتركوا هذا فارغًا إن كان غيركم يستطيع رؤية رسائلكم.
messages-notify-consent = إذا كتبتم رقمًا فأنتم توافقون على أن نرسل لكم الجملة أعلاه في رسالة نصية. قد تأخذ شركة الهاتف أجرًا عليها. أجيبوا بكلمة «توقف» لإنهاء الرسائل.
messages-notify-stopped = أوقفنا الرسائل النصية إلى هذا الرقم في { $date } لأن كلمة «توقف» أُرسلت منه. لتصلكم من جديد، أرسلوا من ذلك الهاتف كلمة «ابدأ» إلى الرقم الذي كانت تأتي منه رسائلنا.
messages-notify-from = يمكن إخباري بأمان من الساعة
messages-notify-from-hint = اختاروا ساعات لا ينظر فيها غيركم إلى هاتفكم. لن نرسل شيئًا في أوقات أخرى. اختاروا الساعة نفسها مرتين إن كان أي وقت مناسبًا.
messages-notify-until = يمكن إخباري بأمان حتى الساعة
messages-notify-old-way = إذا غيّرتم بريدكم الإلكتروني أو رقم هاتفكم، أو أوقفتم الإشعارات، نرسل إليكم إشعارًا أخيرًا بالطريقة السابقة.
messages-notify-save = حفظ
messages-notify-saved = حُفظ.
messages-notify-browser = على هذا الهاتف أو الحاسوب
messages-notify-browser-until = فقط إن لم يستخدمه غيركم. تظهر الإشعارات أيضًا عندما يكون الموقع مغلقًا. وتتوقف عند تسجيل الخروج هنا.
messages-notify-browser-on = إخباري هنا
messages-notify-browser-no = هذا الهاتف أو الحاسوب لا يسمح بالإشعارات.
messages-notify-iphone = على iPhone أو iPad
messages-notify-iphone-1 = افتحوا هذه الصفحة في Safari. اضغطوا زر المشاركة، ثم «إضافة إلى الشاشة الرئيسية».
messages-notify-iphone-2 = اسم الأيقونة «Notes». يمكنكم تغيير الاسم. من يرى هاتفكم يمكنه أن يرى الأيقونة.
messages-notify-iphone-3 = افتحوها من الشاشة الرئيسية وسجلوا الدخول هناك. عودوا إلى هذه الصفحة واضغطوا «{ $button }».
messages-notify-browsers = { $count ->
    [zero] لا نخبركم على أي هاتف أو حاسوب.
    [one] نخبركم على هاتف أو حاسوب واحد.
    [two] نخبركم على هاتفين أو حاسوبين.
    [few] نخبركم على { $count } هواتف أو حواسيب.
    [many] نخبركم على { $count } هاتفًا أو حاسوبًا.
   *[other] نخبركم على { $count } هاتف أو حاسوب.
}
messages-notify-browsers-off = إيقاف إخباري هناك
messages-file-add = صورة أو صوت
messages-file-label = صورة أو PDF أو تسجيل صوتي
messages-file-hint = حتى 4 ملفات. نصغّر الصور ونزيل مكان التقاطها.
messages-file-picture = صورة من { $name }
messages-file-voice = رسالة صوتية من { $name }
messages-file-recording = { $label }: احفظوها للاستماع إليها ({ $size } كيلوبايت)
messages-file-paper = حفظ المستند (PDF، { $size } كيلوبايت)
messages-voice-start = تسجيل رسالة صوتية
messages-voice-stop = إيقاف التسجيل
messages-voice-on = يجري التسجيل. لديكم 3 دقائق على الأكثر.
messages-voice-done = رسالتكم الصوتية جاهزة. استمعوا إليها أو أرسلوها.
messages-voice-play = استماع
messages-voice-play-stop = إيقاف
messages-voice-remove = حذف التسجيل
messages-voice-removed = حُذفت رسالتكم الصوتية.
messages-voice-no = لم نتمكن من استخدام الميكروفون على هذا الجهاز.
messages-aloud = قراءة بصوت عالٍ
messages-aloud-stop = إيقاف القراءة
messages-told-translated = قُرئت رسالة واحدة هنا وتُرجمت إلى لغة أخرى. الترجمة: { $who }.
messages-told-see = عرضها
messages-made-person = الترجمة إلى لغتكم: { $name }. { $day }
messages-interpret-link = طلب ترجمة هذا من مترجم
messages-interpret-person = طلب ترجمة من شخص
messages-interpret-voice = اطلبوا هذا مكتوبًا
messages-interpret-asked = طلبنا مترجمًا. ستظهر الترجمة هنا.
messages-machine-ask = عرض ترجمة آلية الآن
messages-machine-no = تعذرت الترجمة الآلية. اطلبوا مترجمًا.
messages-interpret-title = اطلبوا مترجمًا
messages-interpret-hint = يقرأ المترجم هذه الرسالة فقط، إلا إذا سمحتم بأكثر. ويُخبَر كل من في المحادثة أنها قُرئت.
messages-interpret-before = هل يستطيع المترجم قراءة ما جاء قبلها؟
messages-interpret-only = لا، هذه الرسالة فقط
messages-interpret-three = نعم، ثلاث رسائل قبلها
messages-interpret-ten = نعم، عشر رسائل قبلها
messages-interpret-ask = طلب
messages-queue-title = بانتظار الترجمة
messages-queue-empty = لا شيء بانتظاركم.
messages-queue-into = رسالة واحدة للترجمة إلى { $language }
messages-queue-text = جزء من خطة للترجمة إلى { $language }
messages-queue-due = آخر موعد: { $day }
messages-queue-age = { $days ->
    [zero] الطلب من اليوم
    [one] الطلب منذ يوم واحد
    [two] الطلب منذ يومين
    [few] الطلب منذ { $days } أيام
    [many] الطلب منذ { $days } يومًا
   *[other] الطلب منذ { $days } يوم
}
messages-queue-yours = لكم
messages-queue-done = شكرًا. يستطيعون قراءتها الآن.
messages-claim = بدء هذه الترجمة
messages-claim-hint = عندما تبدؤون، لا يستطيع أحد غيركم أخذها. عندها ترون الكلمات.
messages-translate-label = ترجمتكم باللغة { $language }
messages-translate-save = إرسال الترجمة
messages-translate-before = رسائل سابقة
messages-translate-rules = ترجموا كل شيء، لا تضيفوا ولا تحذفوا. ما تقرؤونه هنا سري. عندما تنتهون لن تروه مرة أخرى.
messages-translate-voice = الرسالة الصوتية
messages-translate-back = لا أستطيع ترجمة هذه. إعادة الرسالة.
messages-search-title = البحث في رسائلكم
messages-search-label = كلمات البحث
messages-search-go = بحث
messages-search-none = لم نجد شيئًا. جربوا كلمة واحدة أو بداية كلمة.
messages-search-newest = هذه أحدث { $count } رسالة. أضيفوا كلمة للعثور على الأقدم.
messages-search-own = أنتم، إلى { $names }
messages-search-among = { $name }، إليكم وإلى { $names }
messages-search-found = { $count ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
    [many] { $count } رسالة
   *[other] { $count } رسالة
}
messages-paper-title = طباعة هذه المحادثة أو حفظها
messages-paper-hint = كل ما يمكنكم قراءته في هذه المحادثة. لا تشمل الصور والمستندات والرسائل الصوتية.
messages-paper-part = هذا جزء من محادثتكم، من { $first } إلى { $last }. لا يشمل الصور والمستندات والرسائل الصوتية.
messages-paper-parts = محادثتكم طويلة، لذلك تُطبع على أجزاء. الجدول يحتويها كلها.
messages-paper-earlier = رسائل سابقة
messages-paper-careful = كتب آخرون هنا أيضًا. احفظوا الأوراق المطبوعة حيث لا يراها غيركم.
messages-paper-take = طباعتها أو حفظ نسخة
messages-paper-table = كجدول بيانات (CSV)
messages-paper-interpreter = { $name }، الترجمة
messages-paper-files = { $count ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفًا
   *[other] { $count } ملف
}
messages-kept-days = { $count ->
    [zero] تُحذف الرسائل في اليوم نفسه.
    [one] تُحفظ الرسائل يومًا واحدًا ثم تُحذف نهائيًا.
    [two] تُحفظ الرسائل يومين ثم تُحذف نهائيًا.
    [few] تُحفظ الرسائل { $count } أيام ثم تُحذف نهائيًا.
    [many] تُحفظ الرسائل { $count } يومًا ثم تُحذف نهائيًا.
   *[other] تُحفظ الرسائل { $count } يوم ثم تُحذف نهائيًا.
}
messages-contact-title = سجل التواصل بين الأهل وداعم الأهالي
messages-contact-hint = بلمسة واحدة تسجلون أنكم تواصلتم اليوم. يرى الأهل وجهة التنسيق القائمة نفسها: متى وكيف، لا أكثر.
messages-contact-who = مع من تواصلتم؟
messages-contact-today = اليوم مع { $name }
messages-contact-kind-call = مكالمة
messages-contact-kind-visit = التقينا
messages-contact-kind-text = تراسلنا
messages-contact-kind-beside = في اجتماع أو في المحكمة
messages-contact-month = { $count ->
    [zero] { $month }: لا تواصل
    [one] { $month }: تواصل مرة واحدة
    [two] { $month }: تواصل مرتين
    [few] { $month }: تواصل { $count } مرات
    [many] { $month }: تواصل { $count } مرة
   *[other] { $month }: تواصل { $count } مرة
}
messages-contact-none = لا شيء بعد.
messages-contact-names = { $mentor } و{ $parent }
messages-contact-noted = حُفظ.
messages-contact-out = حذف هذا
messages-contact-vouch = عندما لا يستطيع أحد الأهل الدخول
messages-contact-no-account = ليس لدى { $name } حساب بعد. يستطيع أحد العاملين في الفريق إعداد رسالة مطبوعة فيها رمز لـ { $name }. يُستخدم هذا الرمز للبدء.
messages-starts = نماذج رسائل
messages-start-seen = وصلتني رسالتكم. سأنظر في الأمر وأكتب إليكم في أقرب وقت.
messages-start-meeting = اقترب موعد اجتماعنا القادم. عمّ تريدون أن نتحدث أولًا؟
messages-start-how = كيف حالكم هذا الأسبوع؟ هل من شيء نستطيع المساعدة فيه؟
messages-start-late = أعتذر لأن هذا استغرق وقتًا طويلًا. ما زلت أعمل عليه، وسأكتب إليكم حين أعرف المزيد.
messages-newest = إلى أحدث الرسائل
messages-contact-reads = متى تواصل الأهل وداعم الأهالي وكيف. لا يُكتب هنا شيء آخر.
messages-file-held = { $count ->
    [zero] ليس هناك ملف محفوظ مع رسالتكم.
    [one] ملفكم محفوظ وسيُرسل مع رسالتكم.
    [two] ملفاكم محفوظان وسيُرسلان مع رسالتكم.
    [few] { $count } ملفات محفوظة وستُرسل مع رسالتكم.
    [many] { $count } ملفًا محفوظًا وستُرسل مع رسالتكم.
   *[other] { $count } ملف محفوظ وستُرسل مع رسالتكم.
}
messages-file-without = إرسال رسالتي فقط
messages-file-again = اختاروا هذه الملفات مرة أخرى، إن كنتم ما زلتم تريدون إرسالها: { $names }
messages-file-others = لإرسال ملفات أخرى بدلًا منها، اختاروها هنا.

# The columns of a conversation that is saved as a table.
messages-column-time = الوقت
messages-column-author = من
messages-column-language = اللغة
messages-column-words = الرسالة
messages-column-files = الملفات
