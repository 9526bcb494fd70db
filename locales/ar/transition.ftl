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

## documents
transition-document-is-birth-record = شهادة الميلاد
transition-document-is-social-security-card = بطاقة الضمان الاجتماعي
transition-document-is-health-coverage = معلومات عن التأمين الصحي
transition-document-is-health-records = السجلات الصحية
transition-document-is-state-id = رخصة قيادة أو بطاقة هوية من الولاية
transition-document-is-care-letter = رسالة تثبت فترة الرعاية البديلة
transition-document-is-placement-list = قائمة بأماكن السكن والأخصائيين
transition-document-is-case-file = ملف القضية
transition-document-state-have = لديّ
transition-document-state-coming = هناك من يحضر هذا
transition-document-state-unsure = لا أعرف كيف أحصل على هذا
transition-document-intro = يجب أن تكون هذه الأوراق لديكم عند الخروج من الرعاية. وعلى الوكالة أن تحضر لكم معظمها.
transition-document-question = هل هذا لديكم؟
transition-document-helper = من يحضر هذا؟
transition-document-helper-hint = يمكنكم ترك هذا فارغًا. { $count } حرف أو أقل.
transition-document-due = حتى متى؟
transition-document-save = حفظ
transition-document-saved = تم الحفظ.
transition-document-have = لديكم
transition-document-unsure = لا تعرفون بعد كيف تحصلون على هذا
transition-document-open = لا إجابة بعد
transition-document-coming = من يحضر هذا: { $who }. الموعد: { $day }
transition-document-coming-undated = من يحضر هذا: { $who }. لا موعد بعد
transition-document-agency = الوكالة
transition-document-someone = شخص ما
transition-document-late = تأخر
transition-document-late-line = كان الموعد: { $day }. ترى الوكالة هذا التأخر.
transition-document-history = إجابات سابقة
transition-document-how = كيفية الحصول على هذا
transition-document-step-agency = اسألوا أولًا الأخصائي المسؤول عنكم. على الوكالة أن تتأكد من أن هذا لديكم عند الخروج من الرعاية، وأنتم لا تدفعون شيئًا.
transition-document-step-worker = اطلبوا هذا من الأخصائي المسؤول عنكم.
transition-document-why-birth-record = تحتاجون إليها لبطاقة الهوية والعمل والدراسة وجواز السفر.
transition-document-step-birth-record-1 = يمكنكم أيضًا أن تطلبوها من أي مكتب Register of Deeds في أي مقاطعة في ويسكونسن.
transition-document-step-birth-record-2 = قولوا إنكم تحتاجون إلى نسخة مصدّقة. لا تكفي صورتها في معظم المكاتب.
transition-document-why-social-security-card = تحتاجون إليها لقبض الراتب واستئجار مسكن والحصول على مال للدراسة.
transition-document-step-social-security-card-1 = يمكنكم أيضًا أن تطلبوها بأنفسكم من إدارة الضمان الاجتماعي، على ssa.gov أو على الرقم 1-800-772-1213. البطاقة مجانية.
transition-document-step-social-security-card-2 = خذوا معكم ما يبيّن هويتكم، مثل شهادة الميلاد أو بطاقة هوية.
transition-document-why-health-coverage = تبيّن كيف يمكنكم أن تواصلوا زيارة الطبيب بعد الخروج من الرعاية.
transition-document-step-health-coverage-1 = اسألوا عن اسم تأمينكم الصحي وعن رقم العضوية.
transition-document-step-health-coverage-2 = إذا كنتم في الرعاية البديلة ولديكم Medicaid عند بلوغ 18 سنة، فيمكنكم الاحتفاظ بتأمين Medicaid حتى بلوغ 26 سنة. أخبروهم كلما انتقلتم إلى مسكن آخر.
transition-document-why-health-records = تخبر الطبيب الجديد عن لقاحاتكم وأدويتكم وصحتكم من قبل.
transition-document-step-health-records-1 = اطلبوا قائمة بأطبائكم ولقاحاتكم وأدويتكم.
transition-document-step-health-records-2 = يمكنكم أيضًا أن تطلبوها من كل عيادة. لكثير منها موقع ترون فيه سجلاتكم.
transition-document-why-state-id = تحتاجون إليها لاستئجار مسكن وفتح حساب في البنك والسفر بالطائرة والتصويت.
transition-document-step-state-id-1 = خذوا إلى مكتب DMV شهادة الميلاد ورقم الضمان الاجتماعي وما يبيّن عنوانكم.
transition-document-step-state-id-2 = ليس عليكم أن تقودوا سيارة. بطاقة هوية الولاية تبيّن هويتكم أيضًا.
transition-document-why-care-letter = تطلبها الجامعات وجهات المساعدة المالية. وقد تعني مالًا أكثر للدراسة.
transition-document-step-care-letter-1 = قولوا: «أحتاج إلى رسالة تقول إني كنت في الرعاية البديلة، ومن متى إلى متى».
transition-document-step-care-letter-2 = استعملوها لطلب FAFSA. إذا كنتم في الرعاية البديلة في أي وقت بعد بلوغ 13 سنة، فليس عليكم أن تذكروا دخل والديكم.
transition-document-why-placement-list = تسأل نماذج كثيرة أين سكنتم ومتى.
transition-document-step-placement-list-1 = قولوا: «أريد قائمة بالأماكن التي سكنت فيها وبمدارسي وبالأخصائيين، مع التواريخ».
transition-document-step-placement-list-2 = راجعوا القائمة. أضيفوا ما تتذكرونه، وقولوا ما هو غير صحيح.
transition-document-why-case-file = هو ما كُتب عنكم وأنتم في الرعاية. ابتداءً من سن 14 يمكنكم أن تطلبوا قراءته.
transition-document-step-case-file-1 = اكتبوا إلى الأخصائي أو إلى الوكالة: «أريد أن أرى ملف قضيتي». أضيفوا الاسم وتاريخ الميلاد.
transition-document-step-case-file-2 = قد يُحذف منه ما قد يعرّض شخصًا للخطر. يمكنكم أن تطلبوا من شخص تثقون به أن يجلس معكم وأنتم تقرؤونه.
transition-document-copies = نسخكم
transition-document-copy-add = إضافة صورة أو نسخة
transition-document-adult-have = موجود
transition-document-adult-unsure = تلزم مساعدة للحصول على هذا
transition-document-adult-open = لم يُذكر شيء بعد
transition-document-adult-agency = الوكالة
transition-document-promise-intro = اكتبوا حتى متى تحضر الوكالة هذا المستند. من يرى هذا اليوم واسمكم: { $name }.
transition-document-promise = حفظ اليوم
transition-document-promised = تم الحفظ. يظهر هذا لصاحب الخطة أو صاحبتها.
transition-vault-title = ملفاتي
transition-vault-intro = احفظوا هنا صورًا ونسخًا من أوراقكم. تبقى لكم بعد الخروج من الرعاية.
transition-vault-private = لا أحد غيركم يمكنه فتح ملفاتكم، ولا الأخصائي المسؤول عنكم.
transition-vault-named = شاركتم «أوراقي» مع: { $names }. لذلك يمكنهم فتح هذه الملفات أيضًا.
transition-vault-team = شاركتم «أوراقي» مع فريقكم، لذلك يمكن للبالغين في فريقكم فتح هذه الملفات أيضًا.
transition-vault-empty = لا شيء هنا بعد.
transition-vault-used = استعملتم { $used } MB من { $all } MB.
transition-vault-unnamed = ملف بلا اسم
transition-vault-size = { $size } KB
transition-vault-remove = حذف { $name }
transition-vault-removed = تم حذف الملف.
transition-vault-undo = إعادة الملف
transition-vault-restored = عاد الملف.
transition-vault-no-space = لا توجد مساحة كافية لإعادة الملف. احذفوا ملفًا آخر أولًا.
transition-vault-add = إضافة ملف
transition-vault-file = صورة أو PDF أو تسجيل
transition-vault-limits = يمكن أن تكون الصورة حتى { $photo } MB، وملف PDF حتى { $paper } MB، والتسجيل حتى { $voice } MB. يمكنكم حفظ { $files } ملف، و{ $all } MB في المجموع.
transition-vault-again = اختاروا الملف مرة أخرى: { $names }
transition-vault-what = ما هذا؟
transition-vault-other = شيء آخر
transition-vault-name = ما الاسم الذي تريدونه للملف؟
transition-vault-name-hint = يمكنكم ترك هذا فارغًا. { $count } حرف أو أقل.
transition-vault-save = حفظ الملف
transition-vault-added = تم حفظ الملف.
transition-vault-files = الملفات
transition-archive-title = تنزيل كل شيء
transition-archive-intro = تحصلون على خطتكم كلها وكل ملفاتكم في ملف واحد (ZIP). يمكنكم ذلك في أي وقت، وبعد الخروج من الرعاية أيضًا. يمكن لمن لديه الملف أن يقرأه، فاحفظوه في مكان آمن.
transition-archive-link = تنزيل
transition-archive-day = تاريخ التنزيل: { $day }

## people

## money

## rights

## ninety-days

## worker
