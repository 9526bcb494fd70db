### الدخول والخروج.
account-sign-in-title = تسجيل الدخول
account-sign-in = دخول
account-about = Alongside مكان ترى فيه العائلات خطتها وتكتب إلى فريقها.
# $agency is the name of the agency.
account-run-by = الجهة المسؤولة عنه: { $agency }. وهو مجاني.
account-run-by-your-agency = الجهة المسؤولة عنه هي الوكالة التي تعمل مع عائلتكم. وهو مجاني.
account-promise = أنتم تختارون من يقرأ ما تكتبون. ويمكنكم معرفة من اطّلع على سجلكم.
account-name-label = اسم الدخول
account-passphrase-label = عبارة السر
account-show-passphrase = إظهار عبارة السر
account-device = هل هذا الهاتف أو الحاسوب لكم وحدكم؟
account-device-own = نعم، لا يستخدمه غيري. إبقائي مسجَّل الدخول

# $minutes is 15.
account-device-shared = لا، يستخدمه آخرون أيضًا. تسجيل خروجي إذا لم أفعل شيئًا لمدة { $minutes } دقيقة
account-kept = انتهت جلستكم. حفظنا ما كتبتم. سجلوا الدخول للمتابعة.
account-locked = أقفلنا هذه الصفحة لأن أحدًا لم يستخدمها منذ مدة. سجلوا الدخول للمتابعة.
account-first-title = أول مرة هنا؟
account-first-body = يعطيكم الأخصائي الاجتماعي أو داعم الأهالي ورقة فيها رمز.
account-first-link = عندي رمز
account-welcome-title = أهلًا بكم
account-code-label = الرمز المكتوب على الورقة
account-code-hint = 20 خانة من الحروف والأرقام. المسافات والشرطات لا تهم.
account-code-go = متابعة
account-have-name = عندي اسم دخول
account-choose-language = أي لغة تريدون استخدامها؟
account-reads-title = من يقرأ ماذا
account-reads-team = يمكن لفريقكم قراءة الخطة. بعض الأجزاء لا يقرؤها إلا من تخصهم.
account-reads-words = قبل أن ترسلوا أي شيء، ترون من سيقرؤه.
account-reads-log = عندما يفتح سجلكم شخص من خارج العائلة، يمكنكم معرفة من هو ومتى.
# لموظفي الوكالة الذين ليست لهم عائلة هنا.
account-reads-staff = يمكن للعائلات معرفة من فتح سجلها ومتى.
account-choose-title = اختاروا كيف ستسجلون الدخول
account-welcome-body = لا تحتاجون إلى بريد إلكتروني.
account-choose-name = اختاروا اسم دخول
account-choose-name-hint = لا يلزم أن يكون اسمكم الحقيقي.
account-choose-passphrase = اختاروا عبارة سر
account-choose-passphrase-hint = { $count } خانة على الأقل. أربع أو خمس كلمات لا يجمعها غيركم تكفي.
account-offered = يمكنكم استخدام عبارة السر هذه. اكتبوها على ورقة قبل أن تبدؤوا:
account-offered-other = أو اختاروا عبارتكم. لرؤية عبارة أخرى أعيدوا تحميل هذه الصفحة.
account-accept = ابدؤوا
account-invalid-title = هذا الرمز لا يعمل
account-invalid-body = قارنوه بالورقة، أربع خانات في كل مرة. إن كان مطابقًا فاطلبوا رمزًا جديدًا من الأخصائي الاجتماعي. كل رمز يعمل مرة واحدة ولوقت قصير.
account-invalid-used = إن كنتم استخدمتم هذا الرمز فسجلوا الدخول بالاسم وعبارة السر.
account-cookies-title = متصفحكم لا يحفظ ملف تعريف الارتباط
account-cookies-body = نضع ملف تعريف ارتباط صغيرًا واحدًا لنعرف أنكم أنتم ما دمتم مسجلين. لم يحفظه متصفحكم، ولذلك لا يمكنكم الدخول بعد.
account-cookies-settings = اسمحوا بملفات تعريف الارتباط لهذه الصفحة في إعدادات المتصفح. ثم حاولوا مرة أخرى.
account-cookies-app = إذا فتحتم هذه الصفحة داخل تطبيق آخر أو في نافذة خاصة، فافتحوها في متصفحكم المعتاد.
account-cookies-call = إذا لم ينفع ذلك فاتصلوا بنا. الرقم في الأسفل.
account-language-title = اللغة
account-language-other = هل تحتاجون لغة أخرى أو خطًا كبيرًا؟ اتصلوا بنا. هذا مجاني.
account-exit-title = كيف تخرجون من هذا الموقع بسرعة
account-exit-does = زر «خروج الآن» في أعلى كل صفحة. يسجل خروجكم ويفتح صفحة عن الطقس.
account-exit-shortcut = على الكمبيوتر، يمكنكم أيضًا الضغط على مفتاح Shift ثلاث مرات بسرعة.
account-exit-limits = ما لا يستطيع الزر فعله
account-exit-history = سيبقى في سجل المتصفح أنكم كنتم هنا. يمكنكم مسح السجل.
account-exit-typed = ما كتبتموه ولم ترسلوه قد يضيع.
account-exit-watch = إن كان أحد يراقب هاتفكم بتطبيق، فقد يرى ما تفعلون.
account-exit-on = فهمت، متابعة
account-demo-title = جولة في الموقع
account-demo-body = هذا عرض تجريبي. كل من فيه شخصيات خيالية. اختاروا عائلة ثم شخصًا.
account-demo-person = { $name } · { $role }

## My details
account-details-title = بياناتي
account-details-body = يرى كل من في فريقكم اسمكم وضمائركم وكيفية نطق اسمكم ولغاتكم.
account-details-name = الاسم الذي تريدون أن يستخدمه الناس

# $name is the name that the agency has.
account-details-name-hint = الاسم المسجل لدى وكالتكم هو { $name }. إن تركتم هذا فارغًا نستخدم ذلك الاسم.
account-details-pronouns = ضمائركم
account-details-pronouns-hint = مثل: هي أو هو أو هم. لا يلزم أن تذكروا ذلك.
account-details-say = كيف يُنطق اسمكم
account-details-say-hint = اكتبوه كما يُسمع.
account-details-speaks = اللغات التي تتحدثونها
account-details-reads = اللغات التي تقرؤونها
account-details-more-languages = لغات أخرى
account-details-agency-languages = أنتم تترجمون للعائلات، لذلك تحتفظ وكالتكم بقائمة لغاتكم. إن احتاجت إلى تغيير فاطلبوه من وكالتكم.
account-details-formats = هل تحتاجون إلى قراءة الأشياء بطريقة أخرى؟
account-details-formats-hint = لا يرى هذا إلا أنتم والأخصائيون الاجتماعيون في فريقكم.
account-format-large-print = حروف كبيرة
account-format-audio = تسجيل للاستماع
account-format-braille = برايل
account-details-save = حفظ
account-details-saved = حُفظت بياناتكم.
account-details-more = المزيد عنكم
account-details-reach = متى وكيف يمكننا الوصول إليكم
account-self-title = من أنا
account-self-why = لماذا نسأل: تساعد إجاباتكم الأخصائي الاجتماعي في إيجاد أشخاص وخدمات تناسبكم. ولبعض الناس حقوق إضافية، مثل أفراد القبائل.
account-self-optional = لا يلزمكم أن تجيبوا عن أي من هذا.
account-self-private = لا يقرأ إجاباتكم أحد غيركم، إلا إذا شاركتموها مع الأخصائيين الاجتماعيين في فريقكم. ولا تراها عائلتكم أبدًا.
account-self-races = العرق والأصل
account-self-races-hint = اختاروا كل ما ينطبق.
account-race-american-indian = هنود أمريكا أو سكان ألاسكا الأصليون
account-race-asian = أصل آسيوي
account-race-black = أصل أسود أو أمريكي أفريقي
account-race-hispanic = أصل إسباني أو لاتيني
account-race-middle-eastern = أصل شرق أوسطي أو شمال أفريقي
account-race-pacific-islander = سكان هاواي الأصليون أو جزر المحيط الهادئ
account-race-white = أصل أبيض
account-self-race-words = بكلماتكم أنتم
account-self-tribe = قبيلتكم أو أمتكم
account-self-tribe-hint = هذا لا يُبلغ المحكمة ولا أي قبيلة. إن كان طفل في عائلتكم قد ينتمي إلى قبيلة، فأخبروا الأخصائي الاجتماعي أيضًا.
account-self-gender = جنسكم
account-self-gender-hint = استخدموا الكلمات التي تريدونها.
account-self-who = من يستطيع قراءة هذا؟
account-self-who-me = أنا فقط
account-self-who-workers = أنا والأخصائيون الاجتماعيون في فريقي
account-self-saved-me = حُفظ. لا يستطيع أحد غيركم قراءته.
account-self-saved-workers = حُفظ. يستطيع الأخصائيون الاجتماعيون في فريقكم قراءته الآن.
account-self-deleted = حُفظ. لم يعد هنا شيء عنكم.
account-window-title = إخفاء اسم هذا الموقع
account-window-body = قد يرى الآخرون اسمًا وصورة صغيرة في أعلى المتصفح، أو في قائمة الصفحات التي فتحتموها. يمكنكم اختيار اسم وصورة لا يدلان على شيء.
account-window-limit = يبقى عنوان هذا الموقع ظاهرًا، وكذلك ما في الصفحة. وقبل تسجيل الدخول يظهر الاسم المعتاد.
account-window-reader = إن كنتم تستخدمون قارئ شاشة، فسيقول هذا الاسم نفسه في كل صفحة.
account-window-choice = ماذا تريدون أن يظهر؟
account-window-usual = Alongside واسم الصفحة
account-look-notes = ملاحظات
account-look-weather = الطقس
account-look-recipes = وصفات
account-window-saved = حُفظ. يمكنكم رؤيته الآن في أعلى المتصفح.

## Base
account-title = حسابكم
account-devices-title = أين حسابكم مفتوح
account-devices-body = هذه هي الهواتف والحواسيب التي حسابكم مفتوح عليها.
account-devices-this = هذا الجهاز
account-devices-own = لا يستخدمه غيركم
account-devices-shared = يستخدمه آخرون أيضًا
account-devices-locked = مقفل حتى تسجلوا الدخول من جديد

## Passkeys: the list and the buttons

# $moment is a day and a time.
account-passkeys-last = آخر استخدام: { $moment }
account-passkeys-unused = لم يُستخدم بعد
account-passkeys-new = إنشاء مفتاح مرور
account-passkeys-name = اسم مفتاح المرور هذا
account-passkeys-name-hint = بهذا الاسم تعرفون لاحقًا على أي هاتف أو حاسوب هو.
account-passkeys-make = إنشاؤه على هذا الهاتف أو الحاسوب
account-passkeys-remove = إزالة
account-passkeys-added = مفتاح المرور جاهز. يمكنكم الدخول به في المرة القادمة.
account-passkeys-removed = أُزيل مفتاح المرور. لم يعد يفتح حسابكم.
account-passkeys-full = لا يمكن أن يكون لديكم مفاتيح مرور أكثر. أزيلوا واحدًا قبل إنشاء آخر.
account-passkeys-shared = عند تسجيل الدخول قلتم إن آخرين يستخدمون أيضًا هذا الهاتف أو الحاسوب. لا يمكن إنشاء مفتاح مرور إلا على جهاز لا يستخدمه غيركم. هل هو لكم وحدكم؟ سجلوا الخروج، ثم سجلوا الدخول من جديد واختاروا «نعم، لا يستخدمه غيري».
account-passkeys-missing = لا يمكنكم إنشاء مفتاح مرور هنا. يمكنكم الدخول كما تفعلون الآن.
account-passkeys-help = فقدتم هاتفًا؟ أزيلوا مفتاح المرور الخاص به هنا. ثم سجلوا الخروج منه في هذه الصفحة:
account-passkey-title = الدخول بمفتاح مرور
account-passkey-body = بمفتاح المرور تدخلون كما تفتحون قفل هاتفكم أو حاسوبكم. وينجح ذلك فقط إذا كنتم قد أنشأتم مفتاح مرور من قبل.
account-passkey-ask = الدخول بمفتاح مرور
account-passkey-use = متابعة بمفتاح مرور
account-passkey-instead = استخدام مفتاح مرور بدلًا من ذلك
account-passkey-passphrase = استخدام عبارة السر بدلًا من ذلك
account-passkey-missing = لا تعمل مفاتيح المرور في هذا المتصفح. يمكنكم استخدام عبارة السر.
account-passkey-failed = لم ينجح ذلك. لم يتغيّر شيء. يمكنكم المحاولة مرة أخرى.
account-passkey-known = لديكم مفتاح مرور على هذا الهاتف أو الحاسوب من قبل.

## Confirmed contact
account-confirm-email-title = تأكيد بريدكم الإلكتروني
account-confirm-phone-title = تأكيد رقم هاتفكم
account-confirm-no-email = لم تعطونا بريدًا إلكترونيًا بعد. يمكنكم إضافته من الرابط في الأعلى.
account-confirm-no-phone = لم تعطونا رقم هاتف للرسائل النصية بعد. يمكنكم إضافته من الرابط في الأعلى.
account-confirm-not-yet = غير مؤكد بعد.
account-confirm-tag = غير مؤكد بعد
account-confirm-still = ما زلنا نرسل إشعاراتنا إلى هناك. برمز يمكنكم التأكد من أنها تصل إليكم.

# $date is the day on which it was confirmed.
account-confirm-since = تم التأكيد في { $date }.

# $words is the sentence that is sent, with a made-up code.
account-confirm-what = نرسل هذا فقط، ولا يذكر من نحن: «{ $words }»
account-confirm-send = أرسلوا لي رمزًا
account-confirm-again = أرسلوا لي رمزًا جديدًا
account-confirm-sent = رمزكم في الطريق إليكم. قد يستغرق ذلك بضع دقائق. اكتبوه أدناه.
account-confirm-failed = لم نستطع إرسال الرمز. راجعوا البريد الإلكتروني أو رقم الهاتف المكتوب أعلاه. إذا كان غير صحيح فغيّروه من الرابط في أعلى هذه الصفحة. وإذا كان صحيحًا فاطلبوا رمزًا جديدًا.

# $from and $until are times of day.
account-confirm-hours = طلبتم ألا نرسل شيئًا في هذا الوقت من اليوم. يمكنكم الحصول على رمز من { $from } إلى { $until }.
account-confirm-code = رمزكم
account-confirm-code-hint = 6 أرقام. إذا وصلكم أكثر من رمز، فاستخدموا الأحدث.
account-confirm-go = تأكيد
account-confirm-done = شكرًا لكم. تم التأكيد.

# The next two are sent to the address. $code is the code.
account-confirm-subject = رمزكم
account-confirm-message = رمزكم هو { $code }. يعمل لمدة 15 دقيقة. إذا لم تطلبوه، فلا يلزمكم فعل شيء.

## Change passphrase
account-new-passphrase-title = تغيير عبارة السر
account-new-passphrase-body = اكتبوا اسم الدخول وعبارة السر التي تستخدمونها الآن. ثم اختاروا عبارة سر جديدة.
account-new-passphrase-current = عبارة السر التي تستخدمونها الآن
account-new-passphrase-offered = يمكنكم استخدام عبارة السر هذه. اكتبوها على ورقة قبل أن تحفظوا:
account-new-passphrase-ends = عند الحفظ يتم تسجيل خروجكم من جميع هواتفكم وحواسيبكم الأخرى. وتتوقف مفاتيح المرور والعنوان الخاص لتقويمكم عن العمل. ويمكنكم إنشاء غيرها.
account-new-passphrase-go = حفظ عبارة السر الجديدة
account-new-passphrase-saved = عبارة السر الجديدة تعمل الآن. تم تسجيل خروجكم من جميع هواتفكم وحواسيبكم الأخرى. ولم تعد مفاتيح المرور القديمة ولا العنوان القديم لتقويمكم تعمل.
account-new-passphrase-card = إذا كانت لديكم بطاقة استرداد فهي لا تزال تعمل. وإذا كان من الممكن أن يكون شخص آخر قد رآها، فأنشئوا بطاقة جديدة.
account-new-passphrase-forgot = لا أتذكر عبارة السر. استخدام رمز استرداد
account-new-passphrase-none = أنتم تدخلون من دون عبارة سر، لذلك لا يوجد هنا ما يمكن تغييره.

## Where one is signed in, and what changed

account-devices-last = آخر استخدام: { $moment }
account-devices-end = تسجيل الخروج هناك
account-devices-end-all = تسجيل الخروج من كل الأجهزة الأخرى
account-devices-only = حسابكم غير مفتوح في أي مكان آخر.
account-devices-help = هل ترون جهازًا ليس لكم؟ سجلوا الخروج منه. ثم غيّروا عبارة السر. إذا احتجتم إلى مساعدة فاتصلوا بنا. الرقم في الأسفل.
account-devices-notices-elsewhere = قد تكون الإشعارات مفعّلة أيضًا على هاتف أو حاسوب ليس في هذه القائمة. يمكنكم إيقافها كلها.
account-devices-ended = لم يعد حسابكم مفتوحًا هناك.
account-devices-all-ended = حسابكم مفتوح الآن هنا فقط.
account-device-unknown = هاتف أو حاسوب
account-device-is-android-phone = هاتف أندرويد
account-device-is-android-tablet = جهاز أندرويد لوحي
account-device-is-iphone = آيفون
account-device-is-ipad = آيباد
account-device-is-windows-computer = حاسوب ويندوز
account-device-is-mac = ماك
account-device-is-chromebook = كروم بوك
account-device-is-linux-computer = حاسوب لينكس
account-events-title = ما تغيّر في حسابكم
account-events-body = كلما سجّل أحد الدخول من هاتف أو حاسوب جديد، أو غيّر طريقة دخولكم، يظهر ذلك هنا. لا يستطيع أحد حذف أي سطر.
account-events-empty = لم يتغيّر شيء بعد.
account-events-seen = قرأت هذا

# $count is how many.
account-events-unseen =
    { $count ->
        [zero] لم يتغيّر شيء في حسابكم
        [one] تغيّر شيء واحد في حسابكم. نرجو قراءته
        [two] تغيّر شيئان في حسابكم. نرجو قراءتهما
        [few] تغيّرت { $count } أشياء في حسابكم. نرجو قراءتها
        [many] تغيّر { $count } شيئًا في حسابكم. نرجو قراءتها
       *[other] تغيّر { $count } شيء في حسابكم. نرجو قراءتها
    }
account-events-help = هل هنا شيء لم تفعلوه أنتم؟ سجلوا الخروج من كل الأجهزة الأخرى واتصلوا بنا. الرقم في الأسفل.
account-event-new = جديد

# $name is the name of the person who did it.
account-event-by = قام بذلك { $name }
account-event-by-other = قام بذلك شخص يعمل معكم
account-event-is-passphrase-set = اختيرت عبارة سر جديدة
account-event-is-passkey-added = أُضيف مفتاح مرور
account-event-is-passkey-removed = أُزيل مفتاح مرور
account-event-is-recovery-codes-made = أُنشئت رموز استرداد جديدة
account-event-is-recovery-code-used = استُخدم رمز استرداد
account-event-is-voucher-made = أُنشئ رمز لتتمكنوا من الدخول من جديد
account-event-is-voucher-used = استُخدم رمز للدخول من جديد
account-event-is-signed-in-new-device = سجّل أحد الدخول من هاتف أو حاسوب جديد
account-event-is-session-ended = سُجّل الخروج من هاتف أو حاسوب
account-event-is-sessions-ended = سُجّل الخروج من كل الهواتف والحواسيب الأخرى
account-event-is-details-changed = تغيّرت بياناتكم
account-event-is-contact-changed = تغيّر بريدكم الإلكتروني أو رقم هاتفكم أو إشعاراتكم
account-event-is-staff-identity-linked = رُبط حساب العمل
account-event-is-staff-identity-removed = أُلغي ربط حساب العمل
account-event-is-totp-added = أُضيف تطبيق لرموز الدخول
account-event-is-totp-removed = أُزيل تطبيق رموز الدخول
account-again-title = أكّدوا أنكم أنتم
account-again-body = لحمايتكم، نتأكد من أنكم أنتم قبل المتابعة.
account-again = متابعة

## Getting back in
account-recover-title = لا أستطيع تسجيل الدخول
account-recover-body = يمكنكم الدخول من جديد برمز. لا تحتاجون إلى بريد إلكتروني أو رقم هاتف.
account-recover-code = رمزكم
account-recover-code-hint = 16 خانة من الحروف والأرقام، من بطاقة الاسترداد أو من شخص في فريقكم. المسافات والشرطات لا تهم.
account-recover-code-retype = لحمايتكم لم نحتفظ برمزكم. من فضلكم اكتبوه مرة أخرى. فيه 16 خانة من الحروف والأرقام.
account-recover-passphrase = اختاروا عبارة سر جديدة
account-recover-go = دخول
account-recover-none-title = إذا لم يكن لديكم رمز
account-recover-none-who = اطلبوا المساعدة من الأخصائي الاجتماعي. وإذا كنتم من داعمي الأهالي، أو كان لكم داعم، فيمكنكم أيضًا أن تسألوا من ينسق دعم الأهالي. وإذا كنتم تعملون مع العائلات فاتصلوا بنا. الرقم في الأسفل.
account-recover-none-how = تلتقون وجهًا لوجه، حتى لا يدخل شخص آخر باسمكم. ثم يمكن إنشاء رمز لكم. يعمل الرمز لمدة 30 دقيقة.
account-recover-remembered = تذكرت عبارة السر
account-recovered = تم تسجيل دخولكم. عبارة السر الجديدة تعمل الآن. تم تسجيل الخروج من جميع هواتفكم وحواسيبكم الأخرى.

# $names is the sign-in name.
account-recovered-name = اسم الدخول الخاص بكم هو { $names }.
account-recovered-card = رموز بطاقة الاسترداد القديمة لم تعد تعمل. يمكنكم إنشاء بطاقة جديدة.
account-recovered-app = أُزيل تطبيق رموز الدخول القديم. يمكنكم إضافة تطبيق من جديد.
account-recovery-title = بطاقة الاسترداد
account-recovery-body = في بطاقة الاسترداد عشرة رموز. بواحد منها يمكنكم تسجيل الدخول إذا نسيتم عبارة السر أو فقدتم هاتفكم. كل رمز يعمل مرة واحدة.
account-recovery-secret = احفظوا البطاقة حيث لا يجدها أحد غيركم. كل من يملكها يستطيع فتح حسابكم.
account-recovery-none = ليست لديكم بطاقة استرداد بعد.

# $day is when the card was made.
account-recovery-made = تاريخ بطاقتكم: { $day }.

# $count is how many codes of the card are not used.
account-recovery-left =
    { $count ->
        [zero] استُخدمت جميع رموزها.
        [one] بقي فيها رمز واحد.
        [two] بقي فيها رمزان.
        [few] بقيت فيها { $count } رموز.
        [many] بقي فيها { $count } رمزًا.
       *[other] بقي فيها { $count } رمز.
    }
account-recovery-make = إنشاء بطاقة استرداد
account-recovery-again = إنشاء بطاقة جديدة
account-recovery-ends = إذا أنشأتم بطاقة جديدة، تتوقف رموز البطاقة القديمة عن العمل.
account-recovery-new = هذه بطاقتكم الجديدة. اطبعوها أو انسخوها بخط اليد الآن. لا يمكننا عرضها مرة أخرى.
account-recovery-where = إذا لم تستطيعوا تسجيل الدخول، فاذهبوا إلى هذه الصفحة واكتبوا أحد هذه الرموز. اشطبوا كل رمز تستخدمونه.

## Invitations
account-invite-link = دعوة شخص
account-invite-person = دعوة { $name } إلى إنشاء حساب
account-invite-title = دعوة أشخاص إلى الموقع
account-invite-back = العودة إلى الفريق
# $days is 14.
account-invite-body = اطبعوا رسالة فيها رمز وسلّموها إلى الشخص بأنفسكم. بها ينشئ حسابه الخاص. يعمل الرمز مرة واحدة، خلال { $days } يومًا. لن تروا عبارة السر أبدًا.
account-invite-none = لا يوجد الآن من يمكن دعوته.
account-invite-not-yet = لا توجد دعوة بعد.
account-invite-open = توجد دعوة. تعمل حتى نهاية { $day }.
account-invite-open-by = توجد دعوة من { $name }. تعمل حتى نهاية { $day }.
account-invite-make = إعداد الرسالة: { $language }
account-invite-again = إعداد رسالة جديدة: { $language }
account-invite-replaces = الرسالة الجديدة تلغي السابقة. استخدموها إذا ضاعت رسالة.
account-invite-other-language = الرسالة بلغة أخرى:
account-invite-revoke = إلغاء الدعوة
account-invite-revoked = أُلغيت الدعوة. الرمز المكتوب في الرسالة لم يعد يعمل.
account-invite-have = لهم حساب من قبل
account-invite-agency = هؤلاء تدعوهم الوكالة
account-letter-title = دعوتكم إلى Alongside
account-letter-gone = لا توجد رسالة هنا. تظهر الرسالة مرة واحدة فقط. إن كنتم ما زلتم تحتاجونها فأعدّوا رسالة جديدة في صفحة دعوة الأشخاص.
account-letter-home = إلى الصفحة الرئيسية
account-letter-once = اطبعوا هذه الرسالة الآن. لن تظهر مرة أخرى.
account-letter-for = إلى { $name }
account-letter-how = كيف تبدؤون
account-letter-scan = وجّهوا كاميرا هاتفكم إلى هذا المربع:
account-letter-square = مربع يفتح صفحة رمزكم
account-letter-address = أو اكتبوا هذا العنوان في المتصفح:
account-letter-code = ثم اكتبوا هذا الرمز:
account-letter-choose = اختاروا لغتكم واسم دخول وعبارة سر. لا تحتاجون إلى بريد إلكتروني ولا إلى رقم هاتف. يستغرق ذلك نحو ثلاث دقائق.
account-letter-until = يعمل الرمز مرة واحدة. يمكنكم استخدامه حتى نهاية { $day }.
account-letter-keep = احفظوا هذه الورقة حيث لا يراها غيركم. بعد أن تبدؤوا لن تحتاجوا إليها.
account-letter-lost = هل ضاعت الورقة أو عندكم سؤال؟ اتصلوا بنا:

## Passkeys
account-passkeys-title = مفاتيح المرور
account-passkeys-body = بمفتاح المرور تدخلون كما تفتحون قفل هاتفكم أو حاسوبكم. تستخدمون الإصبع أو الوجه أو رمز القفل. وتبقى عبارة السر صالحة أيضًا.
account-passkeys-warning = أنشئوا مفتاح مرور فقط إذا كان لا يستطيع غيركم فتح قفل هذا الهاتف أو الحاسوب. فهو يحفظ قائمة بمفاتيح المرور. وتُظهر هذه القائمة عنوان هذا الموقع.
account-passkeys-empty = ليس لديكم مفاتيح مرور بعد.

## Staff
account-staff-title = هل تعملون لدى الوكالة؟
account-staff-body = ادخلوا بحساب العمل. قد تحتاجون إلى هاتف العمل أو مفتاح الأمان.
account-staff-own = استخدام حساب العمل على حاسوبي أو هاتفي الخاص
account-staff-shared = استخدام حساب العمل على حاسوب مشترك. تسجيل خروجي إذا لم أفعل شيئًا لمدة { $minutes } دقيقة
account-staff-or = أو اختاروا اسم دخول وعبارة سر
account-staff-again = التأكيد بحساب العمل
account-staff-problem-title = لم يتم تسجيل دخولكم بعد
account-staff-unavailable = صفحة الدخول الخاصة بوكالتكم لا تستجيب الآن. انتظروا بضع دقائق ثم حاولوا مرة أخرى.
account-staff-stale = استغرق الدخول وقتًا طويلًا، أو بدأتموه في متصفح آخر. نرجو البدء من جديد.
account-staff-refused = لم يسمح نظام الدخول في وكالتكم بدخولكم إلى هنا. حاولوا مرة أخرى واستخدموا الخطوة الثانية، مثل رمز أو مفتاح أمان. إذا لم ينجح ذلك فاتصلوا بمكتب المساعدة في وكالتكم.
account-staff-unknown = حساب العمل هذا غير مربوط بأي شخص يعمل مع عائلة هنا. اطلبوا دعوة ممن يشرف على عملكم.
account-staff-code = هذه الدعوة لا تعمل، أو أن حساب العمل هذا يخص شخصًا آخر. اطلبوا دعوة جديدة ممن يشرف على عملكم.
account-second-step-title = خطوة واحدة بعد
account-second-step-label = الرمز من تطبيقكم
account-second-step-hint = 6 أرقام. يظهر رمز جديد كل 30 ثانية.
account-second-step-go = متابعة
account-second-step-over = البدء من جديد
account-second-step-lost = هل فقدتم الهاتف الذي عليه التطبيق؟ رمز من بطاقة الاسترداد لا يكفي هنا. إذا كنتم من داعمي الأهالي، فاسألوا من ينسق دعم الأهالي. وإذا كنتم تعملون مع العائلات فاتصلوا بنا. الرقم في الأسفل. تلتقون وجهًا لوجه وتحصلون على رمز جديد يحل محل التطبيق.
account-app-title = تطبيق رموز الدخول
account-app-why = في كل مرة تدخلون فيها تكتبون عبارة السر ثم رمزًا من تطبيق على هاتفكم. من يعرف عبارة السر وحدها لا يستطيع الدخول.
account-app-get = افتحوا على هاتفكم تطبيقًا يُنشئ رموز الدخول، ويسمى تطبيق مصادقة. إن لم يكن عندكم واحد فنزّلوه من متجر التطبيقات.
account-app-scan = في التطبيق أضيفوا حسابًا ووجّهوا الكاميرا إلى هذا المربع:
account-app-square = مربع يضيف حسابكم إلى التطبيق
account-app-key = إن لم يمكن ذلك فاكتبوا مفتاح الإعداد هذا في التطبيق:
account-app-code = يعرض التطبيق الآن رمزًا. اكتبوه أدناه.
account-app-open = فتح التطبيق على هذا الهاتف
account-app-begin = إضافة تطبيق
account-app-remove = إزالة التطبيق
account-app-on = تستخدمون تطبيقًا للدخول.
account-app-off = لا تستخدمون تطبيقًا للدخول بعد.
account-app-added = من الآن فصاعدًا تحتاجون إلى رمز من تطبيقكم للدخول.
account-app-removed = أُزيل التطبيق. لم تعودوا تحتاجون إلى رمز منه للدخول.
