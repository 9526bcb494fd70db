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

## money

## rights

## ninety-days

## worker
