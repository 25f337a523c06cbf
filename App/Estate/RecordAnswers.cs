using System.Collections.Immutable;

namespace GovernanceDashboard.Estate;

/// <summary>One type of governance record and how many the snapshot believes, over all time and at the picture's instant.</summary>
/// <param name="Name">As its file is called: <c>access-exceptions</c>.</param>
/// <param name="Help">What it is, in a sentence.</param>
public sealed record RecordType(
    string Name,
    string Title,
    string Help,
    ImmutableArray<string> Columns,
    int Count,
    int Now
);

/// <summary>One record, its cells as text in the order of its type's columns. People stand as pseudonyms.</summary>
/// <param name="IsNow">It holds at the picture's instant.</param>
public sealed record RecordRow(
    ImmutableArray<string?> Cells,
    DateTimeOffset From,
    DateTimeOffset? FromNotBefore,
    DateTimeOffset? To,
    DateTimeOffset? ToNotBefore,
    bool IsNow
)
{
    /// <summary>Otherwise it began after <see cref="FromNotBefore"/>, where that is known, and not after <see cref="From"/>.</summary>
    public bool IsFromExact => FromNotBefore == From;

    public bool IsToExact => ToNotBefore == To;
}

/// <summary>Records of one type that fit a search, those that began last first.</summary>
/// <param name="Types">All types, so that a reader can choose another.</param>
public sealed record RecordsAnswer(
    RecordType Type,
    ImmutableArray<RecordType> Types,
    ImmutableArray<RecordRow> Rows,
    AnswerStamp Stamp
);
