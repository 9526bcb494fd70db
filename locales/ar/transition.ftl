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

## documents

## people
transition-people-intro = هؤلاء بالغون سيكونون إلى جانبكم، الآن وبعد أن تغادروا الرعاية. تطلبون شيئًا واحدًا، وتختارون الكلمات معًا.
transition-people-none = لا يوجد أحد هنا بعد. بمن تتصلون حين يحدث شيء جميل أو شيء صعب؟
transition-people-add = طلب شيء من شخص بالغ
transition-people-add-note = يصل سؤالكم هنا إلى شخص من فريقكم، ويمكنه أن يوافق أو يقترح كلمات أخرى أو يعتذر. يرى هذا السؤال ولا يرى شيئًا آخر من خطتكم. أما من ليس في فريقكم فاسألوه بأنفسكم واكتبوا ما قاله.
transition-people-added = تم الحفظ. ستجدون الجواب في هذه الصفحة.
transition-people-over = منتهية
transition-people-back = العودة إلى خطتي
transition-people-back-people = العودة إلى أشخاصي
transition-people-back-list = العودة إلى القائمة
transition-people-between = أنتم و{ $name }
transition-people-picks = يساعدان في خطتكم ويحضران الاجتماعات المتعلقة بها.
transition-people-pick-refused = لم يوافق الأخصائي المسؤول عنكم وكتب السبب.
transition-people-who = من؟
transition-people-other = شخص ليس في هذه القائمة
transition-people-name = اسمه
transition-people-name-hint = فقط إذا لم يكن في القائمة.
transition-people-said-on = يوم موافقته
transition-people-said-on-hint = فقط لمن ليس في القائمة. اليوم أو قبله. اتركوه فارغًا إلى أن تسألوه.
transition-people-what = ما المطلوب
transition-people-words = بالكلمات
transition-people-words-own = بكلماتكم (يمكن تركه فارغًا إذا اخترتم من القائمة)
transition-people-touch = البقاء على تواصل
transition-people-way = كيف ستبقون على تواصل؟
transition-people-rhythm = كم مرة؟
transition-people-ask = طلب
transition-people-kind-holidays = مكان أذهب إليه في الأعياد
transition-people-kind-night-call = شخص أتصل به ليلًا
transition-people-kind-stay = مكان للنوم بضع ليالٍ
transition-people-kind-meal = وجبة معًا
transition-people-kind-ride = توصيلة إلى العمل أو المدرسة
transition-people-kind-moving = مساعدة في الانتقال إلى سكن آخر
transition-people-kind-advice = شخص أسأله عن المال والأوراق
transition-people-kind-job = مساعدة في إيجاد عمل أو الحفاظ عليه
transition-people-kind-come-along = شخص يرافقني، كزيارة الطبيب
transition-people-kind-listen = شخص يستمع إليّ
transition-people-kind-own = شيء آخر
transition-people-way-text = رسائل نصية
transition-people-way-call = مكالمات هاتفية
transition-people-way-video = مكالمات فيديو
transition-people-way-visit = زيارات
transition-people-rhythm-week = كل أسبوع
transition-people-rhythm-two-weeks = كل أسبوعين
transition-people-rhythm-month = كل شهر
transition-people-rhythm-holidays = في الأعياد
transition-people-rhythm-when-needed = عند الحاجة
transition-people-is-open = حين يوافق { $name } اكتبوا اليوم.
transition-people-is-asked = سألتم { $name }. لا يوجد جواب بعد.
transition-people-is-silent = سألتم { $name }. لا يوجد جواب بعد. كثيرًا ما يتأخر الناس في النظر هنا. هذا لا يعني الرفض.
transition-people-is-suggested = يريد { $name } أن يفعل هذا بكلمات أخرى. القرار لكم: الموافقة على هذه الكلمات أو الإبقاء على كلماتكم.
transition-people-is-yes = وافق { $name }.
transition-people-is-no = لا يستطيع { $name } فعل هذا الآن. حسنًا فعلتم بالسؤال.
transition-people-is-taken-back = لم يعد { $name } يستطيع فعل هذا.
transition-people-is-ended = أنهيتم هذا مع { $name }.
transition-people-next = يمكنكم أن تطلبوا شيئًا أصغر، أو تسألوا شخصًا آخر، أو تتحدثوا مع شخص تثقون به.
transition-people-left = لم يعد هذا الشخص في فريقكم. لا يرى شيئًا آخر من خطتكم ولا أي جديد. ما قاله يبقى هنا لكم. وإذا أنهيتموه يختفي من صفحته أيضًا. لستم متأكدين من أن التواصل معه مناسب؟ اسألوا شخصًا تثقون به في فريقكم.
transition-people-agree = الموافقة على هذه الكلمات
transition-people-keep = الإبقاء على كلماتي أو تغييرها
transition-people-change = تغيير الكلمات والطلب من جديد
transition-people-again = الطلب من جديد
transition-people-note-yes = تسجيل الموافقة
transition-people-end = إنهاء هذا
transition-people-end-note = يمكنكم إنهاء هذا متى شئتم. لا يلزمكم ذكر السبب.
transition-people-end-now = نعم، إنهاء
transition-people-asked = تم الحفظ. سؤالكم موجود الآن.
transition-people-suggested = أُرسلت كلماتكم. سيظهر الجواب في هذه الصفحة.
transition-people-agreed = وافقتم كلاكما. شكرًا لكم.
transition-people-told = تم الحفظ. شكرًا لأنكم أخبرتم بذلك.
transition-people-noted = تم الحفظ. هذا خبر جميل.
transition-people-ended = انتهى هذا.
transition-people-reason = لماذا؟ (يمكن تركه فارغًا)
transition-people-reason-is = كتب:
transition-people-earlier = ما حدث من قبل
transition-people-did-ask = طلب من { $name }
transition-people-did-suggest = اقتراح كلمات أخرى من { $name }
transition-people-did-accept = موافقة من { $name }
transition-people-did-decline = اعتذار من { $name }
transition-people-did-withdraw = اعتذار لاحق من { $name }
transition-people-did-note = تسجيل موافقة من { $name }
transition-people-did-end = إنهاء من { $name }
transition-people-tag-you = أنتم
transition-people-tag-waiting = بانتظار الجواب
transition-people-tag-yes = نعم
transition-people-tag-no = ليس الآن
transition-people-tag-ended = انتهى
transition-people-tag-left = لم يعد في فريقكم
transition-people-for-title = ما طلبه الشباب منكم
transition-people-for-none = لا يوجد شيء. حين يطلب منكم شاب أو شابة شيئًا يظهر هنا.
transition-people-for-note = هذا بينكما أنتما الاثنين. لا ترون هنا شيئًا آخر من هذه الخطة. وافقوا فقط على ما تستطيعون الوفاء به. الاعتذار الآن أفضل من وعد لا يُوفى به لاحقًا.
transition-people-for-asked = يطلب { $name } منكم هذا.
transition-people-for-suggested = اقترحتم كلمات أخرى على { $name }. يجب أن تختارا الكلمات معًا، لذلك تنتظرون الجواب الآن.
transition-people-for-yes = وافقتم أنتم و{ $name } على هذا.
transition-people-for-no = أخبرتم { $name } أنكم لا تستطيعون هذا الآن.
transition-people-for-taken-back = أخبرتم { $name } أنكم لم تعودوا تستطيعون هذا.
transition-people-for-ended = أنهى { $name } هذا. شكرًا لأنكم كنتم إلى جانبه.
transition-people-for-left = لم تعودوا في هذا الفريق، لذلك لا يصل جديد إلى هنا. هذا ما وافقتم عليه.
transition-people-accept = نعم، سأفعل هذا
transition-people-suggest = نعم، ولكن بكلمات أخرى
transition-people-suggest-now = اقتراح هذه الكلمات
transition-people-decline = لا أستطيع هذا الآن
transition-people-decline-now = إبلاغ أني لا أستطيع
transition-people-withdraw = لم أعد أستطيع هذا
transition-people-withdraw-now = إبلاغ أني لم أعد أستطيع
transition-people-shown-none = لم يوافق أحد على شيء بعد.
transition-people-shown-left = لم يعد في الفريق
transition-say-title = رأيي في الاجتماعات
transition-say-open = الاستعداد لاجتماع
transition-say-intro = إنه اجتماعكم. قولوا ما تريدون أن يُقال، وكيف تريدون قوله، ومن ينبغي ألا يحضر.
transition-say-none = لا يوجد اجتماع الآن. حين يكون هناك اجتماع يظهر هنا.
transition-say-ready = جاهز
transition-say-back = العودة إلى اجتماعاتي
transition-say-words = ما أريد أن يُقال
transition-say-way = كيف تريدون قوله؟
transition-say-way-hint = يقرأ هذا الأخصائيون المسؤولون عنكم ليفسحوا لكم المجال.
transition-say-way-speak = أتكلم بنفسي
transition-say-way-write = يقرأ شخص كلماتي
transition-say-way-voice = أرسل رسالة صوتية
transition-say-save = حفظ
transition-say-saved = تم الحفظ. يمكنكم تغييره حتى يبدأ الاجتماع.
transition-say-voice-note = سجلوها في محادثة مع الأخصائي المسؤول عنكم، واذكروا لأي اجتماع هي.
transition-say-record = مراسلة { $name }
transition-say-without = من ينبغي ألا يحضر
transition-say-without-note = يقرأ هذا الأخصائيون المسؤولون عنكم ليستعدوا. الشخص الذي تذكرونه لا يراه أبدًا، حتى لو كان أخصائيًا. وإذا كان عن أحد الأخصائيين، يمكن أن يقرأه أيضًا المشرف الذي يحضر الاجتماع. لا يمكنهم أن يعدوا بذلك دائمًا، لكنهم سيتحدثون معكم عنه.
transition-say-without-add = ذكر شخص
transition-say-without-who = من ينبغي ألا يحضر؟
transition-say-name-hint = فقط إذا لم يكن في القائمة. يقرأ كل الأخصائيين المسؤولين عنكم الاسم الذي تكتبونه هنا.
transition-say-without-why = لماذا، أو ما الذي قد يساعد؟ (يمكن تركه فارغًا)
transition-say-without-save = إبلاغ الأخصائيين المسؤولين عني
transition-say-without-saved = تم الحفظ. يمكن للأخصائيين المسؤولين عنكم قراءته الآن.
transition-say-without-end = التراجع عن هذا
transition-say-without-ended = تم التراجع. لم يعد الأخصائيون المسؤولون عنكم يرونه.
transition-say-for-title = ما يريده الشاب أو الشابة
transition-say-for-way = { $name }: { $way }
transition-say-for-without = لا يريد { $name } أن يحضر { $person }.
transition-say-for-private = لا تخبروا الشخص المذكور.
transition-say-without-worker = هل هو عن الأخصائي الوحيد المسؤول عنكم؟ عندها لن يقرأه أحد هنا. أخبروا المشرف عليه بدلًا من ذلك.

## money

## rights

## ninety-days

## worker
