using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>
/// The bytes of sets that FULL touches where nothing is shared between tables: for each table every distinct set that its allow items
/// name, as an array of numbers or a row of bits, whichever is smaller, and the result written once and read once.
/// </summary>
internal static class SetTraffic
{
    internal static long Bytes(AccessIndex index)
    {
        var row = (index.Accounts.Length + 63) / 64 * sizeof(ulong);
        var sizes = new Dictionary<PrincipalId, long>();
        var byDatabase = index.Facts.Policies.ToLookup(policy => policy.Resources[0].Levels["database"].Values[0]);
        var total = 0L;
        foreach (var table in index.Facts.Tables)
        {
            total += 2L * row;
            total += byDatabase[table.Name.Database]
                .Where(policy => Speaks(policy, table.Name.Table))
                .SelectMany(policy => policy.AllowItems)
                .SelectMany(Named)
                .Distinct()
                .Sum(SizeOf);
        }

        return total;

        long SizeOf(PrincipalId principal)
        {
            if (!sizes.TryGetValue(principal, out var size))
            {
                size = Math.Min(row, (long)index.Members(principal).Count * sizeof(int));
                sizes.Add(principal, size);
            }

            return size;
        }
    }

    private static bool Speaks(Policy policy, string table) =>
        policy
            .Resources[0]
            .Levels["table"]
            .Values.Any(value =>
                value.EndsWith('*') ? table.StartsWith(value[..^1], StringComparison.Ordinal) : value == table
            );

    private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
        item
            .Users.Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role));
}
