using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>
/// Changes to tags (ServiceTags with <c>isDelta</c>, or with <c>op</c> delete): collapsed onto the tags that the same import reads, never onto those of an
/// earlier snapshot, since nothing proves that no change lies between. Without such a base they are refused. Apache Ranger's rules
/// (RangerServiceTagsDeltaUtil, ServiceTagsProcessor): in a delta a tag without a type, a resource without a signature and an empty list of tags are gone;
/// a deletion names resources and tags by their guid, or resources as they are.
/// </summary>
internal sealed class TagChanges(ImportLedger ledger)
{
    private const int MostNamed = 5;

    private readonly List<Change> _changes = [];
    private long _missing;

    /// <summary>Reads a delta of a server's own tags: everything goes by that server's ids.</summary>
    public void ReadDelta(ImportFile file, string service, long? version, Dictionary<string, JsonSlice> members)
    {
        List<Edit> edits = [];
        foreach (var (id, slice) in members.GetValueOrDefault("tags").Members())
        {
            file.ForEach(
                [slice],
                (_, tag) =>
                {
                    ServiceTag? put = tag.Text("type") is null ? null : RangerTags.Tag(tag);
                    Add(slice, stock => Note(put is null ? stock.RemoveTag(id) : Done(() => stock.Put(id, put))));
                }
            );
        }

        file.ForEach(
            members.GetValueOrDefault("serviceResources").Elements(),
            (slice, resource) =>
            {
                var id = resource.Text("id") ?? throw new InvalidDataException("'id' is missing");
                var isNamed = resource.Object("resourceElements") is not null;
                var isSigned = resource.Text("resourceSignature") is not null;
                if (isNamed != isSigned)
                {
                    throw new InvalidDataException(
                        "only one of 'resourceElements' and 'resourceSignature' is there: nothing tells whether the resource is gone"
                    );
                }

                var put = isNamed ? RangerTags.Resource(resource, service, file.Name) : null;
                Add(slice, stock => Note(put is null ? stock.RemoveResource(id) : Done(() => stock.Replace(id, put))));
            }
        );
        foreach (var (id, slice) in members.GetValueOrDefault("resourceToTagIds").Members())
        {
            try
            {
                var tags = RangerTags.Ids(slice);
                Add(slice, stock => Link(stock, id, tags));
            }
            catch (InvalidDataException refused)
            {
                file.Refuse(slice.Line, refused.Message);
            }
        }

        _changes.Add(new(file.Name, service, version, edits));

        void Add(JsonSlice slice, Func<TagStock, string?> apply)
        {
            edits.Add(new(slice.Line, apply));
            file.Accept();
        }
    }

    /// <summary>Reads what another server, or a feed, wants taken out.</summary>
    public void ReadDeletion(ImportFile file, string service, long? version, Dictionary<string, JsonSlice> members)
    {
        List<Edit> edits = [];
        file.ForEach(
            members.GetValueOrDefault("serviceResources").Elements(),
            (slice, resource) =>
            {
                var gone = RangerTags.Resource(resource, service, file.Name);
                edits.Add(new(slice.Line, stock => Note(stock.RemoveSame(gone))));
                file.Accept();
            }
        );
        foreach (var (_, slice) in members.GetValueOrDefault("tags").Members())
        {
            file.ForEach(
                [slice],
                (_, tag) =>
                {
                    var guid =
                        tag.Text("guid")
                        ?? throw new InvalidDataException(
                            "a tag to be deleted has no 'guid': nothing tells which it is"
                        );
                    edits.Add(new(slice.Line, stock => Note(stock.RemoveTagOf(guid))));
                    file.Accept();
                }
            );
        }

        _changes.Add(new(file.Name, service, version, edits));
    }

    /// <summary>Applies the changes in the order of their versions, then of their files. Call once, after the last file.</summary>
    public void ApplyTo(IReadOnlyList<TagStock> stocks)
    {
        List<string> applied = [];
        foreach (var change in _changes.OrderBy(change => change.Version ?? long.MaxValue))
        {
            TagStock[] bases = [.. stocks.Where(stock => stock.Service == change.Service)];
            if (bases.Length == 0)
            {
                ledger.WithdrawWhole(
                    change.File,
                    "holds changes to tags without the tags that they change; give the whole tags of its service in the same import"
                );
                continue;
            }

            // Older changes are in the whole tags already.
            bases =
            [
                .. bases.Where(stock =>
                    stock.Version is null || change.Version is null || change.Version > stock.Version
                ),
            ];
            var isApplied = false;
            foreach (var edit in change.Edits)
            {
                var refusals = bases.Select(edit.Apply).ToArray();
                if (refusals.Length > 0 && Array.TrueForAll(refusals, refusal => refusal is not null))
                {
                    ledger.Withdraw(change.File, edit.Line, refusals[0]!);
                }
                else
                {
                    isApplied |= refusals.Length > 0;
                }
            }

            if (isApplied)
            {
                applied.Add(change.File);
            }
        }

        Say(applied);
    }

    private void Say(List<string> applied)
    {
        if (applied.Count > 0)
        {
            ledger.Warn(
                $"Changes to tags were applied to the whole tags of the same import ({string.Join(", ", applied.Take(MostNamed))}{(applied.Count > MostNamed ? ", …" : "")}): nothing in them shows that none is missing in between."
            );
        }

        if (_missing > 0)
        {
            ledger.Warn($"{_missing} changes to tags take out a tag or a resource that the tags read do not hold.");
        }
    }

    private string? Note(bool wasThere)
    {
        _missing += wasThere ? 0 : 1;
        return null;
    }

    private static bool Done(Action change)
    {
        change();
        return true;
    }

    private static string? Link(TagStock stock, string id, IReadOnlyList<string> tags)
    {
        if (tags.Count > 0 && !stock.KnowsResource(id))
        {
            return "gives tags to a resource that neither the tags read nor the changes hold";
        }

        if (tags.Any(tag => !stock.Knows(tag)))
        {
            return "names a tag that neither the tags read nor the changes hold";
        }

        stock.Link(id, tags);
        return null;
    }

    /// <param name="Apply">Gives the reason where it cannot be.</param>
    private sealed record Edit(long Line, Func<TagStock, string?> Apply);

    private sealed record Change(string File, string Service, long? Version, IReadOnlyList<Edit> Edits);
}
