using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Puts tables under the same policies together while nothing is in doubt, and keeps their readers up to date. For one thread.</summary>
internal sealed class Slicing(
    LedgerPeople people,
    FactBoard board,
    PolicyTouch policies,
    LedgerTables tables,
    AudienceBook audiences,
    TableSlices slices,
    TablesAhead ahead,
    LedgerState state,
    CancellationToken cancellationToken
)
{
    /// <summary>Decides tables anew and puts those under the same policies together; and, in the same look, tables that come soon.</summary>
    internal void Slice(int step, HashSet<int> touched, MembershipClosure closure, DateTimeOffset at)
    {
        var missing = new List<int>();
        foreach (var table in touched)
        {
            if (ahead.Take(step, table) is { } known)
            {
                Put(table, known);
            }
            else
            {
                missing.Add(table);
            }
        }

        if (missing.Count == 0)
        {
            return;
        }

        state.Slices.Sweep(ahead.Slices);
        state.Kinds.Sweep(ahead.Kinds);
        var coming = ahead.After(step, missing);
        foreach (var edit in coming.Edits)
        {
            board.Apply(edit);
        }

        var read = slices.Read(
            board.Excerpt(missing.Concat(coming.Tables.Keys).Select(table => tables.Names[table]), at),
            closure,
            cancellationToken
        );
        var bySignature = new Dictionary<int, TableSlice>();
        foreach (var table in missing)
        {
            Put(table, Sliced(table, read, bySignature));
        }

        foreach (var (table, when) in coming.Tables)
        {
            // Without a rule nobody keeps it up to date until then.
            if (Sliced(table, read, bySignature) is { Slice.Rule: not null } found)
            {
                ahead.Keep(when, table, found);
            }
        }

        foreach (var edit in coming.Edits.Reverse())
        {
            board.Apply(edit with { IsAdded = !edit.IsAdded });
        }
    }

    private void Put(int table, TableAhead? found)
    {
        if (found is null)
        {
            state.Leave(table);
            return;
        }

        tables.Groups[table] = found.Groups;
        state.Put(table, found, audiences.ClassOf(tables.Names[table], found.Groups));
    }

    // Null where the table is not there.
    private TableAhead? Sliced(
        int table,
        Dictionary<TableName, SlicedTable> read,
        Dictionary<int, TableSlice> bySignature
    )
    {
        var name = tables.Names[table];
        if (!read.TryGetValue(name, out var found))
        {
            return null;
        }

        if (!bySignature.TryGetValue(found.Signature, out var slice))
        {
            bySignature.Add(found.Signature, slice = SliceOf(board.Find(name)!, found));
        }

        return slice.Rule is not null && found.Kind is { } kind
            ? new(slice, found.Groups, null, state.Kinds.Of(kind, found.ReadersBy, board.Enabled))
            : new(slice, found.Groups, found.Weigh(), null);
    }

    private TableSlice SliceOf(TableResource table, SlicedTable found)
    {
        var isPersonal = board.Conditional.Any(policy => policies.Concerns(policy, table));
        var rule = isPersonal || !board.IsRanger ? null : found.Rule;
        if (rule is not null && state.Slices.Find(rule) is { } known)
        {
            return known;
        }

        var slice = new TableSlice(new(found.Sure, found.Possible), rule)
        {
            Containers =
            [
                .. board
                    .PoliciesFor(table.Name.Database)
                    .Where(policy => policies.Concerns(policy, table))
                    .SelectMany(policy => people.Policies.Of(policy).Named),
            ],
            IsPersonal = isPersonal,
        };
        state.Slices.Add(slice);
        return slice;
    }

    /// <summary>Where only memberships differ, rules are asked for the people whom it is about, and of other slices one table is.</summary>
    /// <param name="containers">Groups and roles whose members differ.</param>
    /// <param name="moved">Those whom that is about.</param>
    /// <param name="areFew">They are asked one by one.</param>
    /// <param name="touched">Tables that are decided anew afterwards.</param>
    /// <returns>Slices whose readers may be others.</returns>
    internal HashSet<TableSlice> ReadAgain(
        HashSet<PrincipalId> containers,
        ImmutableArray<int> moved,
        bool areFew,
        HashSet<int> touched,
        MembershipClosure closure,
        DateTimeOffset at
    )
    {
        var changed = new HashSet<TableSlice>();
        if (containers.Count == 0)
        {
            return changed;
        }

        var concerned = state.Slices.Concerned(containers);
        var held = moved.Select(account => (account, closure.ContainersOf(account).Bits)).ToArray();
        foreach (var kind in state.Kinds.Read(containers, held, board.Enabled))
        {
            state.ByRule.Touch(kind);
        }

        // Who reads which column decides what a table weighs to them.
        (TableSlice Slice, int Table)[] weighed =
        [
            .. concerned
                .SelectMany(slice => slice.Weighed, (slice, table) => (slice, table))
                .Where(each => !touched.Contains(each.table)),
        ];
        if (areFew)
        {
            foreach (var slice in concerned.Where(slice => slice.Rule is not null))
            {
                if (slice.Read(held))
                {
                    changed.Add(slice);
                }
            }

            concerned.RemoveWhere(slice => slice.Rule is not null);
        }
        else
        {
            ahead.Forget();
            state.Slices.ForgetRules();
            state.Slices.Sweep(new HashSet<TableSlice>());
        }

        // A slice speaks through a table that is as it was; where there is none all its tables are decided anew.
        var speakers = new Dictionary<TableName, TableSlice>();
        foreach (var slice in concerned)
        {
            foreach (var table in slice.Tables.Where(table => !touched.Contains(table)).Take(1))
            {
                speakers.Add(tables.Names[table], slice);
            }
        }

        var read = slices.Read(
            board.Excerpt(speakers.Keys.Concat(weighed.Select(each => tables.Names[each.Table])).Distinct(), at),
            closure,
            cancellationToken
        );
        foreach (var (name, slice) in speakers)
        {
            if (slice.Readers.Read(read[name].Sure, read[name].Possible))
            {
                changed.Add(slice);
            }
        }

        foreach (var (_, table) in weighed)
        {
            state.Weigh(table, read[tables.Names[table]].Weigh());
        }

        return changed;
    }
}
