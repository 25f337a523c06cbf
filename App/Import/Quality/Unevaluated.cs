namespace GovernanceDashboard.Import.Quality;

/// <summary>What Ranger's files hold that decides over reading and that no answer goes by.</summary>
/// <param name="FilePolicies">Enabled policies of HDFS.</param>
/// <param name="DataShares">Files with data sharing (GDS).</param>
internal readonly record struct Unevaluated(long FilePolicies, long DataShares);
