namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>The questions with figures of their own, in the order of the tables.</summary>
public enum Question
{
    Full,
    SetsAndCounts,
    FullFromFacts,
    SetsAndCountsFromFacts,
    Build,
    Who,
    WhoSets,
    What,
    WhatIfGrant,
    WhatIfEveryone,
    WhatIfNesting,
    Load,
}

internal static class QuestionNames
{
    internal static string Name(this Question question) =>
        question switch
        {
            Question.Full => "FULL",
            Question.SetsAndCounts => "  sets and counts, table by table",
            Question.FullFromFacts => "FULL from facts",
            Question.SetsAndCountsFromFacts => "  their sets and counts alone, ours with the heatmap",
            Question.Build => "  build",
            Question.Who => "WHO, an explanation for each",
            Question.WhoSets => "  sets only",
            Question.What => "WHAT",
            Question.WhatIfGrant => "WHAT-IF one grant",
            Question.WhatIfEveryone => "WHAT-IF everyone on a database",
            Question.WhatIfNesting => "WHAT-IF nesting",
            Question.Load => "load from the SQLite snapshot",
        };
}
