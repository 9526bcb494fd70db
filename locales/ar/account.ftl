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
account-lost = نسيتم عبارة السر؟ اطلبوا رمزًا جديدًا من الأخصائي الاجتماعي.
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
account-accept = ابدؤوا
account-unknown-title = لم نجد هذا الرمز
account-unknown-body = قارنوه بالورقة، أربع خانات في كل مرة. إن كان مطابقًا فاطلبوا رمزًا جديدًا من الأخصائي الاجتماعي.
account-spent-title = هذا الرمز لم يعد يعمل
account-spent-body = كل رمز يعمل مرة واحدة ولوقت قصير. إن كنتم استخدمتموه فسجلوا الدخول. وإلا فاطلبوا رمزًا جديدًا من الأخصائي الاجتماعي.
account-other-code = كتابة رمز آخر
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

## Base
account-title = حسابكم
account-devices-title = أين حسابكم مفتوح
account-devices-body = هذه هي الهواتف والحواسيب التي حسابكم مفتوح عليها.
account-devices-this = هذا الجهاز
account-devices-own = لا يستخدمه غيركم
account-devices-shared = يستخدمه آخرون أيضًا
account-devices-locked = مقفل حتى تسجلوا الدخول من جديد
# $moment is a day and a time.
account-devices-last = آخر استخدام: { $moment }
account-devices-end = تسجيل الخروج هناك
account-devices-end-all = تسجيل الخروج من كل الأجهزة الأخرى
account-devices-only = حسابكم غير مفتوح في أي مكان آخر.
account-devices-help = هل ترون جهازًا ليس لكم؟ سجلوا الخروج منه. ثم اتصلوا بنا أو اطلبوا رمزًا جديدًا من الأخصائي الاجتماعي. الرقم في الأسفل.
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
account-event-is-recovery-codes-made = أُنشئت رموز استعادة جديدة
account-event-is-recovery-code-used = استُخدم رمز استعادة
account-event-is-voucher-made = أُنشئ رمز لتتمكنوا من الدخول من جديد
account-event-is-voucher-used = استُخدم رمز للدخول من جديد
account-event-is-signed-in-new-device = سجّل أحد الدخول من هاتف أو حاسوب جديد
account-event-is-session-ended = سُجّل الخروج من هاتف أو حاسوب
account-event-is-sessions-ended = سُجّل الخروج من كل الهواتف والحواسيب الأخرى
account-event-is-details-changed = تغيّرت بياناتكم
account-event-is-contact-changed = تغيّر بريدكم الإلكتروني أو رقم هاتفكم
account-event-is-staff-identity-linked = رُبط دخولكم الخاص بالعمل
account-event-is-staff-identity-removed = أُلغي ربط دخولكم الخاص بالعمل
account-event-is-totp-added = أُضيف تطبيق لرموز الدخول
account-event-is-totp-removed = أُزيل تطبيق رموز الدخول
account-again-title = عبارة السر مرة أخرى
account-again-body = قبل أن تغيّروا طريقة دخولكم، نتأكد من أنكم أنتم.
account-again = متابعة

## Staff
account-staff-title = هل تعملون لدى الوكالة؟
account-staff-body = ادخلوا بحساب العمل. قد تحتاجون إلى هاتف العمل أو مفتاح الأمان.
account-staff-own = استخدام حساب العمل على حاسوبي أو هاتفي الخاص
# $minutes is 15.
account-staff-shared = استخدام حساب العمل على حاسوب مشترك. تسجيل خروجي إذا لم أفعل شيئًا لمدة { $minutes } دقيقة
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
account-app-title = تطبيق رموز الدخول
account-app-why = في كل مرة تدخلون فيها تكتبون عبارة السر ثم رمزًا من تطبيق على هاتفكم. من يعرف عبارة السر وحدها لا يستطيع الدخول.
account-app-get = افتحوا تطبيق مصادقة على هاتفكم. إن لم يكن عندكم واحد فنزّلوه من متجر التطبيقات.
account-app-key = في التطبيق أضيفوا حسابًا واختاروا كتابة مفتاح. هذا هو المفتاح:
account-app-code = يعرض التطبيق الآن رمزًا. اكتبوه هنا.
account-app-open = التطبيق على هذا الهاتف. افتحوه
account-app-begin = إضافة تطبيق
account-app-remove = إزالة التطبيق
account-app-on = تستخدمون تطبيقًا عند الدخول.
account-app-off = لا تستخدمون تطبيقًا عند الدخول بعد.
account-app-added = من الآن فصاعدًا تحتاجون إلى رمز من تطبيقكم للدخول.
account-app-removed = أُزيل التطبيق.
