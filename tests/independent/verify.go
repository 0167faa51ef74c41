// Verifies what Entente exports with none of Entente's code: golang.org/x/mod/sumdb alone.
//
//	verify FOLDER...      proofs of entries, as `entente prove` writes them
//	verify FOLDER...      the whole tree of a lane, with its tiles and headers: see verifyTree
//	verify FILE.json...   fork evidence, as a node keeps it in evidence/
//
// Prints one line for each: "good" or "bad", its path, and why. Exits 0 if it could look at all.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const algCosignature = 4 // C2SP signed-note: cosignature/v1

// cosigner verifies C2SP cosignature/v1 lines.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	signed := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, msg)
	return ed25519.Verify(c.key, []byte(signed), sig[8:])
}

// newCosigner reads a vkey of type 0x04, which sumdb/note does not know.
func newCosigner(vkey string) (note.Verifier, error) {
	name, rest, _ := strings.Cut(vkey, "+")
	hash16, key64, _ := strings.Cut(rest, "+")
	hash, err := strconv.ParseUint(hash16, 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := strictBase64(key64)
	if err != nil || len(key) != 33 || key[0] != algCosignature {
		return nil, errors.New("no vkey of a cosigner")
	}
	sum := sha256.Sum256([]byte(name + "\n" + string(key)))
	if binary.BigEndian.Uint32(sum[:4]) != uint32(hash) {
		return nil, errors.New("the hash of a vkey is wrong")
	}
	return cosigner{name, uint32(hash), ed25519.PublicKey(key[1:])}, nil
}

func strictBase64(text string) ([]byte, error) {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err == nil && base64.StdEncoding.EncodeToString(data) != text {
		err = errors.New("not canonical base64")
	}
	return data, err
}

func parseHash(text string) (tlog.Hash, error) {
	var hash tlog.Hash
	data, err := strictBase64(text)
	if err != nil || len(data) != len(hash) {
		return hash, errors.New("not a hash")
	}
	copy(hash[:], data)
	return hash, nil
}

// policy as entente writes it: logs, witnesses, one group "any" as the quorum, or none.
type policy struct {
	logs, witnesses []note.Verifier
	isQuorum        bool
}

func readPolicy(text string) (policy, error) {
	var p policy
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 2 && words[0] == "log":
			log, err := note.NewVerifier(words[1])
			if err != nil {
				return p, err
			}
			p.logs = append(p.logs, log)
		case len(words) == 3 && words[0] == "witness":
			witness, err := newCosigner(words[2])
			if err != nil {
				return p, err
			}
			p.witnesses = append(p.witnesses, witness)
		case len(words) == 3+len(p.witnesses) && words[0] == "group" && words[1] == "readers" && words[2] == "any":
		case len(words) == 2 && words[0] == "quorum" && (words[1] == "none" || words[1] == "readers"):
			p.isQuorum = words[1] == "readers"
		default:
			return p, errors.New("a policy line that entente does not write: " + line)
		}
	}
	return p, nil
}

// checkpoint is the three lines of a C2SP tlog-checkpoint.
type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func parseCheckpoint(text string) (checkpoint, error) {
	var c checkpoint
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return c, errors.New("a checkpoint has three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 1 || strconv.FormatInt(size, 10) != lines[1] {
		return c, errors.New("not a size")
	}
	root, err := parseHash(lines[2])
	return checkpoint{lines[0], size, root}, err
}

// open verifies a checkpoint. An opened note is content with any one known signer, so each that is
// required is looked for by itself.
func (p policy) open(text []byte) (checkpoint, error) {
	all := append(append([]note.Verifier{}, p.logs...), p.witnesses...)
	opened, err := note.Open(text, note.VerifierList(all...))
	if err != nil {
		return checkpoint{}, err
	}
	head, err := parseCheckpoint(opened.Text)
	if err != nil {
		return head, err
	}
	isSigned := func(by []note.Verifier, name string) bool {
		for _, sig := range opened.Sigs {
			for _, key := range by {
				if sig.Name == key.Name() && sig.Hash == key.KeyHash() && (name == "" || sig.Name == name) {
					return true
				}
			}
		}
		return false
	}
	if !isSigned(p.logs, head.origin) {
		return head, errors.New("the log's signature is missing")
	}
	if p.isQuorum && !isSigned(p.witnesses, "") {
		return head, errors.New("no reader has cosigned")
	}
	if len(opened.UnverifiedSigs) > 0 {
		return head, errors.New("a line by an unknown key")
	}
	return head, nil
}

// header is the leaf: exactly these keys, canonical.
type header struct {
	Body   string          `json:"body"`
	Kind   string          `json:"kind"`
	Len    int64           `json:"len"`
	Orig   json.RawMessage `json:"orig,omitempty"`
	Relay  json.RawMessage `json:"relay,omitempty"`
	Time   string          `json:"time"`
	V      int             `json:"v"`
	Writer string          `json:"writer"`
}

func checkBody(headerText, salt, body []byte) error {
	var h header
	decoder := json.NewDecoder(bytes.NewReader(headerText))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&h); err != nil {
		return err
	}
	again, err := json.Marshal(h)
	if err != nil || !bytes.Equal(again, headerText) {
		return errors.New("the header is not canonical")
	}
	digest := sha256.New()
	digest.Write([]byte("entente/v1 body\n"))
	digest.Write(salt)
	digest.Write(body)
	if base64.StdEncoding.EncodeToString(digest.Sum(nil)) != h.Body || h.Len != int64(len(body)) {
		return errors.New("the header does not commit to the body")
	}
	return nil
}

type entryProof struct {
	salt     []byte
	index    int64
	siblings tlog.RecordProof
	note     []byte
}

func parseProof(text string) (entryProof, error) {
	var p entryProof
	head, rest, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return p, errors.New("not a tlog-proof")
	}
	var err error
	if p.salt, err = strictBase64(lines[1][len("extra "):]); err != nil || len(p.salt) != 32 {
		return p, errors.New("not a salt")
	}
	digits := lines[2][len("index "):]
	if p.index, err = strconv.ParseInt(digits, 10, 64); err != nil || strconv.FormatInt(p.index, 10) != digits {
		return p, errors.New("not an index")
	}
	for _, line := range lines[3:] {
		hash, err := parseHash(line)
		if err != nil {
			return p, err
		}
		p.siblings = append(p.siblings, hash)
	}
	p.note = []byte(rest)
	return p, nil
}

func verifyProof(folder string) error {
	files := map[string][]byte{}
	for _, name := range []string{"entry.tlog-proof", "entry.header", "entry.body", "policy"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		files[name] = data
	}
	keys, err := readPolicy(string(files["policy"]))
	if err != nil {
		return err
	}
	proof, err := parseProof(string(files["entry.tlog-proof"]))
	if err != nil {
		return err
	}
	if err := checkBody(files["entry.header"], proof.salt, files["entry.body"]); err != nil {
		return err
	}
	head, err := keys.open(proof.note)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof.siblings, head.size, head.root, proof.index, tlog.RecordHash(files["entry.header"]))
}

// evidence is a fork file: see src/lane/evidence.h.
type evidence struct {
	A          string          `json:"a"`
	B          string          `json:"b"`
	Common     json.RawMessage `json:"common,omitempty"`
	Kind       string          `json:"kind"`
	Lane       string          `json:"lane"`
	Opening    opening         `json:"opening"`
	PrefixRoot string          `json:"prefix_root"`
	Proof      []string        `json:"proof"`
	V          int             `json:"v"`
}

type opening struct {
	Body   string `json:"body"`
	Header string `json:"header"`
	Salt   string `json:"salt"`
}

// logKey is the key that entry 0 of the lane names; the lane is named after entry 0.
func (e evidence) logKey() (note.Verifier, error) {
	leaf := tlog.RecordHash([]byte(e.Opening.Header))
	if hex.EncodeToString(leaf[:]) != e.Lane {
		return nil, errors.New("entry 0 is another lane's")
	}
	salt, err := strictBase64(e.Opening.Salt)
	if err != nil {
		return nil, err
	}
	if err := checkBody([]byte(e.Opening.Header), salt, []byte(e.Opening.Body)); err != nil {
		return nil, err
	}
	var named struct {
		LogPub string `json:"log_pub"`
	}
	if err := json.Unmarshal([]byte(e.Opening.Body), &named); err != nil {
		return nil, err
	}
	key, err := strictBase64(named.LogPub)
	if err != nil {
		return nil, err
	}
	vkey, err := note.NewEd25519VerifierKey("entente/v1/lane/"+e.Lane, ed25519.PublicKey(key))
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(vkey)
}

func verifyEvidence(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var e evidence
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&e); err != nil {
		return err
	}
	if e.Kind != "fork" || e.V != 1 {
		return errors.New("no fork evidence of version 1")
	}
	key, err := e.logKey()
	if err != nil {
		return err
	}
	writer := policy{logs: []note.Verifier{key}}
	smaller, err := writer.open([]byte(e.A))
	if err != nil {
		return err
	}
	larger, err := writer.open([]byte(e.B))
	if err != nil {
		return err
	}
	prefix, err := parseHash(e.PrefixRoot)
	if err != nil {
		return err
	}
	var proof tlog.TreeProof
	for _, text := range e.Proof {
		hash, err := parseHash(text)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	if err := tlog.CheckTree(proof, larger.size, larger.root, smaller.size, prefix); err != nil {
		return err
	}
	if prefix == smaller.root {
		return errors.New("the two heads belong to one history")
	}
	return nil
}

// folder holds a lane as it is served: checkpoint, tile/..., and a policy with its log's key.
type folder string

func (folder) Height() int                                { return 8 }
func (folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// C2SP tlog-tiles has one height only and leaves it out of the path.
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// headers reads one tile of entries, each with two bytes of length before it.
func (f folder) headers(number, width int64) ([][]byte, error) {
	tile := tlog.Tile{H: 8, L: 0, N: number, W: int(width)}
	data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)))
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("a tile of entries ends too early")
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		all = append(all, data[2:end])
		data = data[end:]
	}
	if int64(len(all)) != width {
		return nil, errors.New("a tile of entries has another width")
	}
	return all, nil
}

// verifyTree checks that the tiles are those of the signed root, and that the headers are its leaves.
func verifyTree(path string) error {
	policy, err := os.ReadFile(filepath.Join(path, "policy"))
	if err != nil {
		return err
	}
	keys, err := readPolicy(string(policy))
	if err != nil {
		return err
	}
	signed, err := os.ReadFile(filepath.Join(path, "checkpoint"))
	if err != nil {
		return err
	}
	head, err := keys.open(signed)
	if err != nil {
		return err
	}
	tree := tlog.Tree{N: head.size, Hash: head.root}
	for first := int64(0); first < head.size; first += 256 {
		width := min(256, head.size-first)
		headers, err := folder(path).headers(first/256, width)
		if err != nil {
			return err
		}
		var indexes []int64
		for i := range headers {
			indexes = append(indexes, tlog.StoredHashIndex(0, first+int64(i)))
		}
		leaves, err := tlog.TileHashReader(tree, folder(path)).ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i, header := range headers {
			if tlog.RecordHash(header) != leaves[i] {
				return errors.New("a header is not what the tree has")
			}
		}
	}
	return nil
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// verifierOf tells by its name or content what is to be verified.
func verifierOf(path string) func(string) error {
	if strings.HasSuffix(path, ".json") {
		return verifyEvidence
	}
	if _, err := os.Stat(filepath.Join(path, "tile")); err == nil {
		return verifyTree
	}
	return verifyProof
}

func main() {
	for _, path := range os.Args[1:] {
		if err := verifierOf(path)(path); err != nil {
			fmt.Println("bad", path, strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("good", path)
		}
	}
}
