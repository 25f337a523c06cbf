using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>One account that reads an address.</summary>
/// <param name="FilesLevel">How much of what lies there its permissions let it read; None where they let it read nothing, or are not known.</param>
/// <param name="Why">The policy and whom it names, in a sentence; empty where only files let it in.</param>
public sealed record PathReaderRow(
    PrincipalLabel Principal,
    ImmutableArray<string> Channels,
    bool IsConditional,
    AccessLevel FilesLevel,
    string Why,
    string? Department,
    string? Team,
    EmploymentStatus? Status
);

/// <summary>An address that a url policy names and that a principal can read.</summary>
/// <param name="Address">As the policy writes it.</param>
/// <param name="IsPattern">It stands for many: the answer is that for one of them that no policy singles out.</param>
/// <param name="Why">One plain sentence that names the policy.</param>
public sealed record ReadableAddress(string Address, bool IsPattern, bool IsConditional, string Why);

/// <summary>
/// Who can read one address: whom Ranger's url policies let (channel <c>url</c>), and whom permissions of the files let (<c>files</c>). Two
/// answers side by side, not one: which of them is asked hangs on the address and the plugin's settings.
/// </summary>
/// <param name="PolicyPeople">People whom url policies surely let in.</param>
/// <param name="PolicySentence">What the policies say, or that they are not what decides.</param>
/// <param name="FilePeople">People who can read some of what lies there.</param>
/// <param name="FilesSentence">What permissions say, or that it cannot be answered.</param>
/// <param name="Readers">By reference.</param>
/// <param name="Tables">The first few tables whose data lies there, below or around it, by name.</param>
public sealed record PathAnswer(
    string Url,
    int PolicyPeople,
    string PolicySentence,
    FileCoverage Coverage,
    int FilePeople,
    string FilesSentence,
    ImmutableArray<PathReaderRow> Readers,
    ImmutableArray<TableName> Tables,
    int TableCount,
    AnswerStamp Stamp
);
