(** Row 5: continuous piecewise affine functions. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Net Classes Surgery.
Open Scope R_scope.

(** an affine form, a closed polyhedron (finitely many affine inequalities) *)
Notation aff d := (Rn d * R)%type.
Definition val {d} (l : aff d) (x : Rn d) := dot (fst l) x + snd l.
Notation poly d := (list (aff d)).
Definition inside {d} (Q : poly d) (x : Rn d) := forall l, In l Q -> 0 <= val l x.

(** X is covered by finitely many closed polyhedra, on each of which f is affine
    (f is then continuous: the pieces are closed and agree where they meet) *)
Definition PAff {d} : cls d := fun f => exists pieces : list (poly d * aff d),
  (forall x, cube x -> exists p, In p pieces /\ inside (fst p) x) /\
  (forall p x, In p pieces -> cube x -> inside (fst p) x -> f x = val (snd p) x).

Lemma val_lin d (l l' : aff d) a b x :
  val (lin2 a b (fst l) (fst l'), a * snd l + b * snd l') x = a * val l x + b * val l' x.
Proof. unfold val; simpl; rewrite dot_lin2; ring. Qed.

Lemma inside_app d (Q Q' : poly d) x : inside (Q ++ Q') x <-> inside Q x /\ inside Q' x.
Proof.
  unfold inside; split.
  - intros H; split; intros l I; apply H, in_or_app; auto.
  - intros [H H'] l I; apply in_app_or in I; destruct I; auto.
Qed.
Lemma inside_cons d (l : aff d) Q x : inside (l :: Q) x <-> 0 <= val l x /\ inside Q x.
Proof.
  unfold inside; split.
  - intros H; split; [|intros l' I]; apply H; simpl; auto.
  - intros [H H'] l' [<-|I]; auto.
Qed.

Lemma PAff_lin d (f g : fn d) a b : PAff f -> PAff g -> PAff (fun x => a * f x + b * g x).
Proof.
  intros (P & C & E) (P' & C' & E').
  exists (map (fun pq => (fst (fst pq) ++ fst (snd pq),
     (lin2 a b (fst (snd (fst pq))) (fst (snd (snd pq))),
      a * snd (snd (fst pq)) + b * snd (snd (snd pq))))) (list_prod P P')); split.
  - intros x Hx; destruct (C x Hx) as (p & Ip & Hp), (C' x Hx) as (p' & Ip' & Hp').
    eexists; split; [apply in_map, (in_prod _ _ p p'); auto|].
    simpl; apply inside_app; auto.
  - intros r x I Hx Hr; apply in_map_iff in I; destruct I as ((p & p') & <- & I).
    apply in_prod_iff in I; destruct I as [Ip Ip'].
    cbn [fst snd] in *; apply inside_app in Hr; destruct Hr as [Hp Hp'].
    rewrite val_lin, (E p x), (E' p' x); auto.
Qed.

Definition neg {d} (l : aff d) : aff d := (lin2 (-1) 0 (fst l) (fst l), -1 * snd l + 0 * snd l).
Lemma val_neg d (l : aff d) x : val (neg l) x = - val l x.
Proof. unfold neg; rewrite val_lin; ring. Qed.

Lemma PAff_relu d (f : fn d) : PAff f -> PAff (fun x => relu (f x)).
Proof.
  intros (P & C & E).
  exists (map (fun p => (snd p :: fst p, snd p)) P ++
          map (fun p => (neg (snd p) :: fst p, (cst d 0, 0))) P); split.
  - intros x Hx; destruct (C x Hx) as (p & Ip & Hp).
    destruct (Rle_dec 0 (val (snd p) x)) as [N|N].
    + exists (snd p :: fst p, snd p); split.
      * apply in_or_app; left; apply (in_map (fun p => (snd p :: fst p, snd p))); auto.
      * apply inside_cons; auto.
    + exists (neg (snd p) :: fst p, (cst d 0, 0)); split.
      * apply in_or_app; right; apply (in_map (fun p => (neg (snd p) :: fst p, (cst d 0, 0)))); auto.
      * apply inside_cons; rewrite val_neg; split; [lra|auto].
  - intros r x I Hx Hr; apply in_app_or in I.
    destruct I as [I|I]; apply in_map_iff in I; destruct I as (p & <- & Ip);
      cbn [fst snd] in *; apply inside_cons in Hr; destruct Hr as [H1 H2]; rewrite (E p x Ip Hx H2).
    + apply relu_pos, H1.
    + rewrite val_neg in H1; rewrite relu_neg by lra.
      unfold val; cbn [fst snd]; rewrite dot_zero; ring.
Qed.

Lemma RF_PAff d (f : fn d) : RF f -> PAff f.
Proof.
  induction 1 as [w c|f _ H|a b f g _ H _ H'|f g _ (P & C & E) Efg].
  - exists ((nil, (w, c)) :: nil); split.
    + intros x _; exists (nil, (w, c)); split; [left; auto|intros l []].
    + intros p x [<-|[]] _ _; reflexivity.
  - apply PAff_relu, H.
  - apply PAff_lin; auto.
  - exists P; split; auto; intros p x I Hx Hp; rewrite Efg; auto.
Qed.

Lemma NN_PAff d (f : fn d) : NN f -> PAff f.
Proof.
  intros H; apply NN_RF in H; destruct H as (g & G & E).
  destruct (RF_PAff _ _ G) as (P & C & Eg); exists P; split; auto.
  intros p x I Hx Hp; rewrite E by auto; auto.
Qed.

Theorem row_paff k : ROW_NO (@PAff (S k)).
Proof.
  apply indistinguishability, (ambiguous_sub NN); [apply NN_PAff|apply ambiguous_nn].
Qed.
