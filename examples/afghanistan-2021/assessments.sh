# Sourced by ./demo: both parties answer the question of question.json, each on its own evidence.
question=question--221c4e00-3f99-41ee-baf2-7f802dc5fd3d

"$entente" assess --node "$data/alpha" "$question" --yes 0.3 --confidence low --term unlikely \
    --judgement 'Militants are more likely to turn towards Kashmir than towards Central Asia; nothing reported so far shows a plan against a Central Asian state.' \
    --confidence-basis 'Few independent origins: what is known of the talks rests on two official accounts.' \
    --assumption 'The new rulers in Kabul seek recognition, and recognition needs quiet borders.' \
    --evidence report--48702d57-f891-4632-9981-30d3add1834c note--69c11d55-e74a-45d4-a634-f67e5b72d95d

"$entente" assess --node "$data/bravo" "$question" --yes 0.55 --confidence moderate --term 'roughly even odds' \
    --judgement 'Groups other than the Taliban keep the means and the wish to cross into Central Asia; border measures are conditional and not yet called upon.' \
    --confidence-basis 'Own official statements on the danger of spill-over, which agree with each other but share their origin.' \
    --assumption 'The Taliban do not control all foreign militants on Afghan soil.' \
    --evidence report--48702d57-f891-4632-9981-30d3add1834c report--ad510cc9-0b44-4300-a80a-305217cc3722 \
        report--2e370c88-6551-426a-bbde-c09808b84edc note--8abda478-c448-4a3d-82c0-9f9c3ee64aaf
