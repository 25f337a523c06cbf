using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// To whom the tables of a ledger may stand open past Hive at some time: these channels have to be logged too before anybody can be proven
/// not to have read. Generous: somebody too many makes a pair unknown, somebody too few would prove what is not so.
/// </summary>
/// <param name="Files">By table: identities who may read its files. Everybody where the file system is not known.</param>
/// <param name="Views">By table: identities who may read a view over it, or one that may show anything.</param>
/// <param name="ViewsOver">By table: names of the views over it.</param>
public sealed record OtherChannels(
    IReadOnlyList<PrincipalSet> Files,
    IReadOnlyList<PrincipalSet> Views,
    IReadOnlyList<IReadOnlySet<Domain.TableName>> ViewsOver
);
